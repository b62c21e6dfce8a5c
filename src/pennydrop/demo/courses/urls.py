from __future__ import annotations

from django.urls import path

from .views import cancellations, catalogue, checkout, enrolling

app_name = "courses"
urlpatterns = [
    path("", catalogue.index, name="index"),
    path("my-courses/", catalogue.my_courses, name="my_courses"),
    path("lesson/<uuid:lesson_id>/", catalogue.lesson, name="lesson"),
    path("enrollment/<uuid:enrollment_id>/confirm/", checkout.confirm, name="confirm"),
    path("enrollment/<uuid:enrollment_id>/checkout/success/", checkout.success, name="checkout_success"),
    path("enrollment/<uuid:enrollment_id>/checkout/cancel/", checkout.cancel, name="checkout_cancel"),
    path(
        "enrollment/<uuid:enrollment_id>/request-cancellation/",
        cancellations.request_cancellation,
        name="request_cancellation",
    ),
    path("cancellation/<uuid:request_id>/status/", cancellations.status, name="cancellation_status"),
    path("admin/cancellations/", cancellations.staff_list, name="staff_cancellations"),
    path("admin/cancellations/<uuid:request_id>/", cancellations.staff_review, name="staff_review"),
    path("<slug:slug>/", catalogue.detail, name="detail"),
    path("<slug:slug>/enroll/", enrolling.enroll, name="enroll"),
]
