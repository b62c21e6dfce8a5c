"""The reference site as its own process: migrated, and asked through Django what it finds in its database."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

from sqlalchemy.engine import URL

# What the payment contract says about tables, as far as the reference site has them.
CONTRACT = {
    "auth_user": "id username email password first_name last_name is_active",
    "accounts_userprofile": "user_id is_student is_teacher is_guardian profile_completed email_verified",
    "accounts_childprofile": "guardian_id first_name last_name date_of_birth",
    "payments_stripepayment": (
        "id stripe_payment_intent_id stripe_checkout_session_id domain student_id teacher_id total_amount"
        " platform_commission teacher_share currency status order_id workshop_id course_id metadata refund_amount"
        " refunded_at stripe_refund_id created_at completed_at"
    ),
    "private_teaching_order": (
        "id order_number student_id total_amount payment_status payment_method stripe_payment_intent_id"
        " stripe_checkout_session_id created_at completed_at"
    ),
    "private_teaching_orderitem": "order_id lesson_id price_paid",
    "private_teaching_cart": "user_id",
    "private_teaching_cartitem": "cart_id lesson_id price",
    "lessons_lesson": (
        "id lesson_request_id subject_id student_id teacher_id duration_in_minutes lesson_date lesson_time fee"
        " approved_status payment_status status in_cart is_deleted"
    ),
    "private_teaching_subject": "teacher_id subject base_price_60min is_active",
    "private_teaching_lessonrequest": "student_id child_profile_id",
    "private_teaching_teacherstudentapplication": "applicant_id teacher_id child_profile_id status",
    "private_teaching_lessoncancellationrequest": (
        "id lesson_id student_id teacher_id request_type status is_within_policy hours_before_lesson"
        " is_eligible_for_refund refund_amount platform_fee_retained refund_processed_at teacher_response"
        " proposed_new_date proposed_new_time"
    ),
    "workshops_workshop": (
        "slug title price is_free is_series series_price require_full_series_registration delivery_method status"
        " total_registrations instructor_id"
    ),
    "workshops_workshopsession": (
        "id workshop_id start_datetime end_datetime max_participants current_registrations waitlist_enabled is_active"
        " is_cancelled meeting_url"
    ),
    "workshops_workshopcartitem": "id cart_id session_id price child_profile_id",
    "workshops_workshopregistration": (
        "id session_id student_id child_profile_id status payment_status payment_amount stripe_payment_intent_id"
        " stripe_checkout_session_id paid_at email phone emergency_contact experience_level waitlist_position"
        " promoted_at promotion_expires_at series_registration_id attended"
    ),
    "workshops_termsacceptance": "registration_id student_id terms_version_id ip_address user_agent accepted_at",
    "courses_course": "slug title cost status instructor_id total_enrollments content_rating",
    "courses_courseenrollment": (
        "id course_id student_id child_profile_id payment_status payment_amount stripe_payment_intent_id"
        " stripe_checkout_session_id paid_at is_active enrolled_at"
    ),
    "courses_coursetermsacceptance": "enrollment_id terms_version_id",
    "courses_coursecancellationrequest": (
        "id enrollment_id student_id status is_eligible_for_refund refund_amount refund_processed_at reviewed_by_id"
        " admin_notes reason"
    ),
    "workshops_workshoptermsandconditions": "version content is_current",
    "courses_coursetermsandconditions": "version content is_current",
    "private_teaching_privatelessontermsandconditions": "version content is_current",
}


class ReferenceSite:
    """The reference site on the database at ``url``."""

    def __init__(self, url: URL) -> None:
        self._environment = {**os.environ, **_named_for_django(url), "SECRET_KEY": "ledger-tests", "DEBUG": "True"}
        self._environment["DJANGO_SETTINGS_MODULE"] = "pennydrop.demo.local_settings"

    def migrate(self) -> None:
        self._manage("migrate", "--no-input")

    def evaluate(self, code: str) -> Any:
        """Run ``code`` inside Django; it calls ``answer(...)`` with what is wanted."""
        answer = "import json\ndef answer(value): print(json.dumps(value, default=str))\n"
        return json.loads(self._manage("shell", "--verbosity", "0", "--command", answer + code))

    def _manage(self, *command: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "pennydrop.demo", *command],
            env=self._environment,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


def _named_for_django(url: URL) -> dict[str, str]:
    if url.get_backend_name() == "sqlite":
        return {"SQLITE_PATH": str(url.database), "DATABASE_URL": ""}
    return {
        "DATABASE_URL": url.render_as_string(hide_password=False),
        "DB_NAME": str(url.database),
        "DB_USER": str(url.username),
        "DB_PASSWORD": str(url.password),
        "DB_HOST": str(url.host),
        "DB_PORT": str(url.port),
    }
