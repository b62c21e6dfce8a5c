from __future__ import annotations

from typing import Any

from django import forms

from .models import WorkshopCartItem


class ContactForm(forms.ModelForm):
    """Contact details for a session in person."""

    experience_level = forms.ChoiceField(
        choices=[(level, level.title()) for level in ("beginner", "intermediate", "advanced", "mixed")]
    )
    emergency_contact = forms.CharField(max_length=200)
    expectations = forms.CharField(label="Instruments", required=False, widget=forms.Textarea({"rows": 2}))
    special_requirements = forms.CharField(required=False, widget=forms.Textarea({"rows": 2}))

    class Meta:
        model = WorkshopCartItem
        fields = WorkshopCartItem.FIELDS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].required = True
