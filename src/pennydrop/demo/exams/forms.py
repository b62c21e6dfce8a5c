from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.models import User

from pennydrop.demo.accounts.models import ChildProfile
from pennydrop.demo.private_teaching.models import Subject, TeacherStudentApplication

from .models import ExamBoard, ExamRegistration


class StudentChoice(forms.ModelChoiceField):
    def label_from_instance(self, student: User) -> str:
        return student.get_full_name()


class ChildChoice(forms.ModelChoiceField):
    def label_from_instance(self, child: ChildProfile) -> str:
        return f"{child} (child of {child.guardian.get_full_name()})"


class ExamForm(forms.ModelForm):
    """A teacher enters one of his own students, or a student's child, for an exam in one of his own subjects."""

    student = StudentChoice(User.objects.none())
    child_profile = ChildChoice(ChildProfile.objects.none(), required=False, label="Child")

    class Meta:
        model = ExamRegistration
        fields = [
            "student",
            "child_profile",
            "subject",
            "exam_board",
            "grade_type",
            "grade_level",
            "fee_amount",
            "exam_date",
            "venue",
        ]
        widgets = {"exam_date": forms.DateInput({"type": "date"}, format="%Y-%m-%d")}
        labels = {"fee_amount": "Registration fee (£)"}

    def __init__(self, teacher: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.accepted = TeacherStudentApplication.objects.filter(
            teacher=teacher, status=TeacherStudentApplication.Status.ACCEPTED
        )
        self.fields["student"].queryset = User.objects.filter(pk__in=self.accepted.values("applicant"))
        self.fields["child_profile"].queryset = ChildProfile.objects.filter(
            pk__in=self.accepted.values("child_profile")
        ).select_related("guardian")
        self.fields["subject"].queryset = Subject.objects.filter(teacher=teacher, is_active=True)
        self.fields["subject"].label_from_instance = lambda subject: subject.subject
        self.fields["exam_board"].queryset = ExamBoard.objects.filter(is_active=True)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        student, child = cleaned.get("student"), cleaned.get("child_profile")
        if student and not self.accepted.filter(applicant=student, child_profile=child).exists():
            self.add_error("child_profile", "This is not one of your students.")
        return cleaned
