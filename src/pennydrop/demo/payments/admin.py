from __future__ import annotations

from django.contrib import admin

from .models import Checkout, CheckoutItem, Refund, StripePayment


@admin.register(StripePayment)
class StripePaymentAdmin(admin.ModelAdmin):
    list_display = ["stripe_payment_intent_id", "domain", "student", "total_amount", "status", "refund_amount"]
    list_filter = ["domain", "status"]
    search_fields = ["stripe_payment_intent_id", "stripe_checkout_session_id", "student__email"]


class CheckoutItemInline(admin.TabularInline):
    model = CheckoutItem
    extra = 0


@admin.register(Checkout)
class CheckoutAdmin(admin.ModelAdmin):
    list_display = ["session_id", "domain", "reference", "student", "amount", "state", "created_at"]
    list_filter = ["domain", "state"]
    inlines = [CheckoutItemInline]


@admin.register(Refund)
class RefundAdmin(admin.ModelAdmin):
    list_display = ["subject", "payment", "amount", "source", "state", "stripe_refund_id"]
    list_filter = ["source", "state"]
