from __future__ import annotations

from django.urls import path

from .views import cart, catalogue, checkout, teaching

app_name = "digital_products"
urlpatterns = [
    path("", catalogue.index, name="index"),
    path("product/<slug:slug>/", catalogue.detail, name="detail"),
    path("my-purchases/", catalogue.my_purchases, name="my_purchases"),
    path("download/<uuid:file_id>/", catalogue.download, name="download"),
    path("cart/", cart.view_cart, name="cart"),
    path("cart/add/<uuid:product_id>/", cart.add, name="cart_add"),
    path("cart/remove/<uuid:product_id>/", cart.remove, name="cart_remove"),
    path("checkout/", checkout.start, name="checkout"),
    path("checkout/success/", checkout.success, name="checkout_success"),
    path("checkout/cancel/", checkout.cancel, name="checkout_cancel"),
    path("teacher/dashboard/", teaching.dashboard, name="teacher_dashboard"),
]
