from __future__ import annotations

from django import forms
from django.contrib.auth.forms import AuthenticationForm

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
