from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.models import User

from pennydrop.demo.accounts.models import ChildProfile

from .attendees import children_of
from .models import WorkshopCartItem


class ContactForm(forms.ModelForm):
    """Contact details for a session in person, who attends it, and the terms."""

    experience_level = forms.ChoiceField(
        choices=[(level, level.title()) for level in ("beginner", "intermediate", "advanced", "mixed")]
    )
    emergency_contact = forms.CharField(max_length=200)
    expectations = forms.CharField(label="Instruments", required=False, widget=forms.Textarea({"rows": 2}))
    special_requirements = forms.CharField(required=False, widget=forms.Textarea({"rows": 2}))
    child_profile = forms.ModelChoiceField(
        ChildProfile.objects.none(), label="Who is attending?", widget=forms.RadioSelect, empty_label=None
    )
    terms_accepted = forms.BooleanField(label="Terms and Conditions")

    class Meta:
        model = WorkshopCartItem
        fields = WorkshopCartItem.FIELDS

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].required = True
        children = children_of(user)
        if children:
            self.fields["child_profile"].queryset = user.children.all()
            self.initial.setdefault("child_profile", children[0])
        else:
            del self.fields["child_profile"]

    def details(self) -> dict[str, Any]:
        """What goes into the cart: the contact fields and, for a guardian, the child."""
        return {name: value for name, value in self.cleaned_data.items() if name != "terms_accepted"}
