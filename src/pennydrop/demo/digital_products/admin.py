from __future__ import annotations

from django.contrib import admin

from . import models


class FileInline(admin.TabularInline):
    model = models.ProductFile
    extra = 0


@admin.register(models.DigitalProduct)
class ProductAdmin(admin.ModelAdmin):
    list_display = ["title", "teacher", "price", "status", "total_sales"]
    list_filter = ["status", "category"]
    prepopulated_fields = {"slug": ["title"]}
    inlines = [FileInline]


@admin.register(models.ProductPurchase)
class PurchaseAdmin(admin.ModelAdmin):
    list_display = ["student", "product", "payment_status", "payment_amount", "paid_at"]
    list_filter = ["payment_status"]


admin.site.register(models.ProductCategory)
