"""The form that makes an account: for oneself, or as a guardian with a child."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import timezone

from .forms import placeholder
from .models import ChildProfile, UserProfile

ADDRESS = ("address_line_1", "address_line_2", "city", "state_province", "postal_code", "country")
CHILD = ("first_name", "last_name", "date_of_birth")
GUARDIAN_FIELDS = (*ADDRESS, *(f"child_{name}" for name in CHILD))
REQUIRED_OF_GUARDIANS = frozenset(GUARDIAN_FIELDS) - {"address_line_2", "state_province"}


def guardian_field(*, max_length: int) -> forms.CharField:
    """Not required by itself: whoever signs up for themselves leaves it empty."""
    return forms.CharField(max_length=max_length, required=False)


class SignUpForm(forms.Form):
    account_type = forms.ChoiceField(
        choices=[("adult_student", "Adult student"), ("parent_guardian", "Parent or guardian")],
        widget=forms.RadioSelect,
        initial="adult_student",
    )
    first_name = forms.CharField(max_length=150, widget=forms.TextInput(placeholder("Your first name")))
    last_name = forms.CharField(max_length=150, widget=forms.TextInput(placeholder("Your last name")))
    email = forms.EmailField(max_length=150, widget=forms.EmailInput(placeholder("Your email address")))
    phone = forms.CharField(max_length=30, required=False, widget=forms.TextInput(placeholder("Your phone number")))
    password1 = forms.CharField(
        label="Password", strip=False, widget=forms.PasswordInput(placeholder("Enter your password"))
    )
    password2 = forms.CharField(
        label="Confirm password", strip=False, widget=forms.PasswordInput(placeholder("Confirm your password"))
    )
    address_line_1 = guardian_field(max_length=255)
    address_line_2 = guardian_field(max_length=255)
    city = guardian_field(max_length=100)
    state_province = guardian_field(max_length=100)
    postal_code = guardian_field(max_length=20)
    country = guardian_field(max_length=100)
    child_first_name = guardian_field(max_length=150)
    child_last_name = guardian_field(max_length=150)
    child_date_of_birth = forms.DateField(required=False, widget=forms.DateInput({"type": "date"}))

    def common_fields(self) -> list[forms.BoundField]:
        """What everybody is asked."""
        return [field for field in self if field.name not in GUARDIAN_FIELDS]

    def guardian_fields(self) -> list[forms.BoundField]:
        """What a guardian is asked besides."""
        return [self[name] for name in GUARDIAN_FIELDS]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.is_guardian:
            for name in REQUIRED_OF_GUARDIANS:
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, "This field is required.")
        born = data.get("child_date_of_birth")
        if born and born > timezone.localdate():
            self.add_error("child_date_of_birth", "The date of birth cannot be in the future.")
        return data

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].lower()
        if User.objects.filter(username=email).exists():
            raise ValidationError("An account with this email address already exists.")
        return email

    def clean_password1(self) -> str:
        validate_password(self.cleaned_data["password1"])
        return self.cleaned_data["password1"]

    def clean_password2(self) -> str:
        if self.cleaned_data.get("password1") != self.cleaned_data["password2"]:
            raise ValidationError("The two password fields didn't match.")
        return self.cleaned_data["password2"]

    @property
    def is_guardian(self) -> bool:
        return self.cleaned_data.get("account_type") == "parent_guardian"

    def create_user(self) -> User:
        """The user with a profile and, for a guardian, the child; the address is still to be verified."""
        data = self.cleaned_data
        names = {"first_name": data["first_name"], "last_name": data["last_name"]}
        user = User.objects.create_user(data["email"], data["email"], data["password1"], **names)
        address = {name: data[name] for name in ADDRESS} if self.is_guardian else {}
        UserProfile.objects.filter(user=user).update(
            phone=data["phone"], is_guardian=self.is_guardian, is_student=not self.is_guardian, **names, **address
        )
        if self.is_guardian:
            ChildProfile.objects.create(guardian=user, **{name: data[f"child_{name}"] for name in CHILD})
        return user
