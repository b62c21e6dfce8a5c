"""Rows that only the site itself writes when people buy. A page is looked at here, nothing is proven of buying."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from decimal import Decimal

from pennydrop.ledger import Book, Row
from pennydrop.money import Money


def put_in_lesson_cart(book: Book, student_id: int, lessons: list[Row]) -> None:
    cart = book.find_or_put("private_teaching_cart", {"user_id": student_id})
    for lesson in lessons:
        book.put("private_teaching_cartitem", cart_id=cart.id, lesson_id=lesson.id, price=lesson.money("fee").major)
        book.change("lessons_lesson", {"id": lesson.id}, in_cart=True)


def put_order(book: Book, student_id: int, lessons: list[Row], status: str) -> Row:
    """An order for the lessons; ``completed`` makes them paid."""
    paid = status == "completed"
    order = book.put(
        "private_teaching_order",
        order_number=f"T-{secrets.token_hex(6)}",
        student_id=student_id,
        total_amount=sum((lesson.money("fee").major for lesson in lessons), Decimal(0)),
        payment_status=status,
        payment_method="stripe",
        completed_at=datetime.now(UTC) if paid else None,
    )
    for lesson in lessons:
        book.put(
            "private_teaching_orderitem",
            order_id=order.id,
            lesson_id=lesson.id,
            price_paid=lesson.money("fee").major,
        )
        if paid:
            book.change("lessons_lesson", {"id": lesson.id}, payment_status="Paid", status="Assigned")
    return order


def put_in_workshop_cart(
    book: Book, student_id: int, sessions: list[Row], price: Money, *, in_series: bool = False
) -> None:
    cart = book.find_or_put("private_teaching_cart", {"user_id": student_id})
    for session in sessions:
        columns = {"cart_id": cart.id, "session_id": session.id, "price": price.major, "in_series": in_series}
        book.put("workshops_workshopcartitem", **columns)
