from __future__ import annotations

from django.contrib.auth.views import LogoutView
from django.urls import path

from pennydrop.demo.payments.views.finance import teacher_revenue

from . import views

app_name = "accounts"
urlpatterns = [
    path("signup/", views.sign_up, name="signup"),
    path("login/", views.LoginView.as_view(), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("verify-email/<str:uid>/<str:token>/", views.verify_email, name="verify_email"),
    path("profile/setup/", views.profile_setup, name="profile_setup"),
    path("teacher/revenue/", teacher_revenue, name="teacher_revenue"),
    path("resend-verification/", views.resend_verification, name="resend_verification"),
    path("resend-verification/public/", views.resend_verification_public, name="resend_verification_public"),
]
