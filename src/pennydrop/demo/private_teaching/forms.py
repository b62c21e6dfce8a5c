from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.forms import BaseFormSet, formset_factory, inlineformset_factory
from django.utils import timezone

from pennydrop.demo.accounts.models import ChildProfile
from pennydrop.demo.lessons.models import Lesson

from .models import LessonCancellationRequest, LessonRequest, Subject, TeacherStudentApplication

DATE = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
TIME = forms.TimeInput({"type": "time"}, format="%H:%M")
LABELS = {
    "approved_status": "Decision",
    "lesson_date": "Date",
    "lesson_time": "Time",
    "duration_in_minutes": "Duration",
    "payment_status": "Payment",
}


class ApplicationForm(forms.Form):
    message = forms.CharField(required=False, widget=forms.Textarea({"rows": 4}))
    accept_terms = forms.BooleanField(label="I have read and agree to the Private Lesson Terms and Conditions *")


class DecisionForm(forms.ModelForm):
    class Meta:
        model = TeacherStudentApplication
        fields = ["status", "teacher_notes"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["status"].choices = [
            choice for choice in TeacherStudentApplication.Status.choices if choice[0] != "pending"
        ]


class LessonForm(forms.ModelForm):
    class Meta:
        model = Lesson
        fields = ["subject", "location", "lesson_date", "lesson_time", "duration_in_minutes"]
        widgets = {"lesson_date": DATE, "lesson_time": TIME}
        labels = LABELS

    def __init__(self, *args: Any, subjects: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["subject"].queryset = subjects

    def has_changed(self) -> bool:
        """A row whose date and time were left blank is unused, whatever its selects say."""
        return any(self[name].data for name in ("subject", "lesson_date", "lesson_time"))


def booking_formset(teacher: User, data: Any = None) -> BaseFormSet:
    subjects = Subject.objects.filter(teacher=teacher, is_active=True).select_related("teacher")
    formset = formset_factory(LessonForm, extra=2)
    return formset(data, prefix="lessons", form_kwargs={"subjects": subjects})


class ChildForm(forms.Form):
    """Who the lessons are for: the guardian ('' ) or one of the children."""

    child_profile = forms.ModelChoiceField(
        ChildProfile.objects.none(), required=False, empty_label="Myself", widget=forms.RadioSelect
    )

    def __init__(self, guardian: User, data: Any = None) -> None:
        super().__init__(data)
        self.fields["child_profile"].queryset = ChildProfile.objects.filter(guardian=guardian)


class ResponseForm(forms.ModelForm):
    class Meta:
        model = Lesson
        fields = [
            "approved_status",
            "lesson_date",
            "lesson_time",
            "duration_in_minutes",
            "location",
            "payment_status",
        ]
        widgets = {"lesson_date": DATE, "lesson_time": TIME}
        labels = LABELS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Shown, never taken from the form: only a confirmed payment makes a lesson paid, only a refund unpaid.
        self.fields["payment_status"].disabled = True
        if self.instance.is_paid:
            self.fields["approved_status"].disabled = True


def response_formset(request: LessonRequest, teacher: User, data: Any = None) -> BaseFormSet:
    lessons = Lesson.objects.visible().filter(teacher=teacher).select_related("subject__teacher")
    formset = inlineformset_factory(LessonRequest, Lesson, form=ResponseForm, extra=0, can_delete=True)
    return formset(data, instance=request, queryset=lessons, prefix="lessons")


class CancellationForm(forms.ModelForm):
    class Meta:
        model = LessonCancellationRequest
        fields = ["request_type", "proposed_new_date", "proposed_new_time", "student_message"]
        widgets = {
            "request_type": forms.RadioSelect,
            "proposed_new_date": DATE,
            "proposed_new_time": TIME,
            "student_message": forms.Textarea({"rows": 4}),
        }

    def clean(self) -> dict[str, Any]:
        """Whoever wants to move a lesson says when to, and that has to lie ahead."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("request_type") == LessonCancellationRequest.Type.RESCHEDULE:
            day, time = cleaned.get("proposed_new_date"), cleaned.get("proposed_new_time")
            if not (day and time):
                raise forms.ValidationError("Please propose a new date and time.")
            if datetime.combine(day, time, tzinfo=UTC) <= timezone.now():
                raise forms.ValidationError("Please propose a date and time in the future.")
        return cleaned
