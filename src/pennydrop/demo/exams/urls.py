from __future__ import annotations

from django.urls import path

from .views import checkout, registrations

app_name = "exams"
urlpatterns = [
    path("exams/", registrations.teacher_exams, name="teacher_exams"),
    path("exams/create/", registrations.create, name="create"),
    path("my-exams/", registrations.my_exams, name="my_exams"),
    path("exams/<uuid:exam_id>/", registrations.detail, name="detail"),
    path("exams/<uuid:exam_id>/pay/", checkout.pay, name="pay"),
    path("exams/<uuid:exam_id>/payment/success/", checkout.success, name="payment_success"),
    path("exams/<uuid:exam_id>/payment/cancel/", checkout.cancel, name="payment_cancel"),
]
