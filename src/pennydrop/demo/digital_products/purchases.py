"""Who owns which product."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db.models import QuerySet

from .models import DigitalProduct, ProductFile, ProductPurchase


def owned_by(student: User) -> QuerySet[ProductPurchase]:
    return ProductPurchase.objects.owned().filter(student=student).select_related("product__teacher")


def owns(student: User, product: DigitalProduct) -> bool:
    return student.is_authenticated and owned_by(student).filter(product=product).exists()


def may_download(user: User, file: ProductFile) -> bool:
    """Files are for those who own the product, and for the teacher who made it."""
    return file.product.teacher_id == user.pk or owns(user, file.product)


def why_not_for_sale(product: DigitalProduct, student: User) -> str:
    """Why this student cannot buy the product; empty when there is nothing against it."""
    if not product.is_published:
        return "This product is not available"
    if owns(student, product):
        return "You have already purchased this product"
    return ""


def recount(product: DigitalProduct) -> None:
    product.total_sales = product.purchases.owned().count()
    product.save(update_fields=["total_sales"])
