from __future__ import annotations

from django.urls import path

from .views import catalogue, checkout, filling_the_cart, promotion, registrations

app_name = "workshops"
urlpatterns = [
    path("", catalogue.index, name="index"),
    path("cart/", checkout.view_cart, name="cart"),
    path("cart/add/<uuid:session_id>/", filling_the_cart.add, name="cart_add"),
    path("cart/add-series/<uuid:workshop_id>/", filling_the_cart.add_series, name="cart_add_series"),
    path("cart/remove/<uuid:session_id>/", filling_the_cart.remove, name="cart_remove"),
    path("cart/clear/", filling_the_cart.clear, name="cart_clear"),
    path("cart/process-payment/", checkout.pay, name="pay"),
    path("cart/checkout/success/", checkout.success, name="checkout_success"),
    path("cart/checkout/cancel/", checkout.cancel, name="checkout_cancel"),
    path("my/dashboard/", registrations.my_dashboard, name="my_dashboard"),
    path("my/registrations/", registrations.my_registrations, name="my_registrations"),
    path("registration/<uuid:registration_id>/cancel/", registrations.cancel, name="cancel"),
    path("registration/<uuid:registration_id>/confirm/", promotion.confirm, name="confirm"),
    path("registration/<uuid:registration_id>/checkout/success/", promotion.success, name="promotion_success"),
    path("registration/<uuid:registration_id>/checkout/cancel/", promotion.cancel, name="promotion_cancel"),
    path("promotion/<uuid:registration_id>/confirm/", promotion.from_mail, name="promotion"),
    path(
        "instructor/session/<uuid:session_id>/registrations/",
        registrations.session_registrations,
        name="session_registrations",
    ),
    path("<slug:slug>/", catalogue.detail, name="detail"),
    path("<slug:slug>/session/<uuid:session_id>/register/", catalogue.register, name="register"),
]
