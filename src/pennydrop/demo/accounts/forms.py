from __future__ import annotations

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from .models import UserProfile


def placeholder(text: str) -> dict[str, str]:
    return {"placeholder": text}


class LoginForm(AuthenticationForm):
    username = forms.EmailField(
        label="Email",
        widget=forms.EmailInput({"placeholder": "Enter your email address", "autofocus": True}),
    )
    password = forms.CharField(
        label="Password", strip=False, widget=forms.PasswordInput(placeholder("Enter your password"))
    )
    error_messages = {
        "invalid_login": "Please enter a correct username and password. Note that both fields may be case-sensitive.",
        "inactive": "This account is inactive.",
    }

    def clean_username(self) -> str:
        return self.cleaned_data["username"].lower()


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

    def create_user(self) -> User:
        data = self.cleaned_data
        user = User.objects.create_user(
            data["email"], data["email"], data["password1"], first_name=data["first_name"], last_name=data["last_name"]
        )
        guardian = data["account_type"] == "parent_guardian"
        UserProfile.objects.filter(user=user).update(phone=data["phone"], is_guardian=guardian, is_student=not guardian)
        return user


class ProfileForm(forms.ModelForm):
    class Meta:
        model = UserProfile
        fields = [
            "first_name",
            "last_name",
            "phone",
            "address_line_1",
            "address_line_2",
            "city",
            "state_province",
            "postal_code",
            "country",
            "email_on_new_message",
            "workshop_email_notifications",
        ]

    def save(self, commit: bool = True) -> UserProfile:
        profile = super().save(commit=False)
        profile.profile_completed = True
        profile.save()
        user = profile.user
        user.first_name = profile.first_name or user.first_name
        user.last_name = profile.last_name or user.last_name
        user.save(update_fields=["first_name", "last_name"])
        return profile
