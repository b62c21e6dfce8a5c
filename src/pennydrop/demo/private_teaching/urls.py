from __future__ import annotations

from django.urls import path

from .views import applications, cancellations, checkout, pages, requests

app_name = "private_teaching"
urlpatterns = [
    path("", pages.home, name="home"),
    path("login/", pages.LessonLoginView.as_view(), name="login"),
    path("dashboard/", pages.dashboard, name="dashboard"),
    path("my-teachers/", pages.my_teachers, name="my_teachers"),
    path("my-lessons/", pages.my_lessons, name="my_lessons"),
    path("teacher/dashboard/", pages.teacher_dashboard, name="teacher_dashboard"),
    path("apply/<int:teacher_id>/", applications.apply, name="apply"),
    path("my-applications/", applications.my_applications, name="my_applications"),
    path("my-applications/<uuid:application_id>/", applications.my_application, name="my_application"),
    path("teacher/applications/", applications.teacher_applications, name="teacher_applications"),
    path("teacher/applications/<uuid:application_id>/", applications.teacher_application, name="teacher_application"),
    path("book/<int:teacher_id>/", requests.book, name="book"),
    path("my-requests/", requests.my_requests, name="my_requests"),
    path("my-requests/<int:request_id>/", requests.my_request, name="my_request"),
    path("teacher/incoming-requests/", requests.incoming_requests, name="incoming_requests"),
    path("teacher/request/<int:request_id>/", requests.respond, name="respond"),
    path("cart/", checkout.view_cart, name="cart"),
    path("cart/add/<uuid:lesson_id>/", checkout.add, name="cart_add"),
    path("cart/add-all/<int:request_id>/", checkout.add_all, name="cart_add_all"),
    path("cart/remove/<uuid:lesson_id>/", checkout.remove, name="cart_remove"),
    path("cart/clear/", checkout.clear, name="cart_clear"),
    path("payment/process/", checkout.pay, name="pay"),
    path("checkout/success/<int:order_id>/", checkout.success, name="checkout_success"),
    path("checkout/cancel/<int:order_id>/", checkout.cancel, name="checkout_cancel"),
    path("lesson/<uuid:lesson_id>/cancel/", cancellations.ask, name="lesson_cancel"),
    path("cancellation-request/<int:request_id>/", cancellations.detail, name="cancellation_request"),
    path("teacher/cancellation-requests/", cancellations.teacher_list, name="teacher_cancellations"),
    path(
        "teacher/cancellation-requests/<int:request_id>/respond/",
        cancellations.respond,
        name="cancellation_respond",
    ),
]
