"""Music examinations: the boards that hold them, and who is registered for which."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from pennydrop.demo.payments.payable import Payable

User = settings.AUTH_USER_MODEL


class ExamBoard(models.Model):
    class Name(models.TextChoices):
        ABRSM = "abrsm", "ABRSM"
        TRINITY = "trinity", "Trinity College London"
        MTB = "mtb", "MTB"

    name = models.CharField(max_length=50, unique=True, choices=Name.choices)
    is_active = models.BooleanField(default=True)

    class Meta:
        db_table = "private_teaching_examboard"

    def __str__(self) -> str:
        return self.get_name_display()


class ExamRegistrationQuerySet(models.QuerySet):
    def unpaid(self) -> ExamRegistrationQuerySet:
        """Registrations whose fee the student is asked for."""
        return self.filter(payment_status__in=ExamRegistration.UNPAID, fee_amount__gt=0)

    def with_details(self) -> ExamRegistrationQuerySet:
        return self.select_related("student", "teacher", "child_profile", "subject", "exam_board")


class ExamRegistration(Payable):
    class GradeType(models.TextChoices):
        PRACTICAL = "practical"
        PERFORMANCE = "performance"
        THEORY = "theory"

    student = models.ForeignKey(User, models.CASCADE, related_name="exam_registrations")
    teacher = models.ForeignKey(User, models.CASCADE, related_name="exam_registrations_made")
    child_profile = models.ForeignKey("accounts.ChildProfile", models.CASCADE, null=True, blank=True)
    subject = models.ForeignKey("private_teaching.Subject", models.PROTECT)
    exam_board = models.ForeignKey(ExamBoard, models.PROTECT)
    grade_type = models.CharField(max_length=20, choices=GradeType.choices, default=GradeType.PRACTICAL)
    grade_level = models.PositiveIntegerField(validators=[MinValueValidator(1), MaxValueValidator(8)])
    exam_date = models.DateField(null=True, blank=True)
    venue = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=20, default="registered")
    fee_amount = models.DecimalField(max_digits=8, decimal_places=2, default=0, validators=[MinValueValidator(0)])
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ExamRegistrationQuerySet.as_manager()

    class Meta:
        db_table = "private_teaching_examregistration"

    def __str__(self) -> str:
        return self.display_name

    @property
    def display_name(self) -> str:
        return f"{self.exam_board} {self.get_grade_type_display()} Grade {self.grade_level}"

    @property
    def participant(self) -> str:
        """Who sits the exam: the child, if a guardian's child is registered."""
        return str(self.child_profile) if self.child_profile else self.student.get_full_name()
