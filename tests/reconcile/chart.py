"""The chart of accounts of the made-up shop."""

from __future__ import annotations

from decimal import Decimal

from pennydrop.bookkeeping.chart import Chart, Goods, OwnColumns, Payments, ThroughOrders, Way

CHART = Chart(
    ours="order",
    payments=Payments(
        table="shop_payment",
        session="session",
        intent="intent",
        buyer="buyer_id",
        total="total",
        currency="currency",
        status="status",
        refund="refund",
        commission="commission",
        share="share",
        commission_percent=Decimal("12.5"),
        created="created_at",
    ),
    goods=(
        Goods(
            "download",
            "shop_download",
            buyer="buyer_id",
            owned={"state": "open"},
            link=OwnColumns("intent", "session", "price", {"state": ("open", "withdrawn")}, paid="paid_at"),
            same=("film_id", "buyer_id"),
            seller=Way("film_id"),
        ),
        Goods(
            "lesson",
            "shop_lesson",
            buyer="buyer_id",
            owned={"state": "paid"},
            link=ThroughOrders(
                items="shop_orderitem",
                item="lesson_id",
                order="order_id",
                price="price",
                orders="shop_order",
                intent="intent",
                session="session",
                sold={"state": ("paid", "refunded")},
                paid="paid_at",
            ),
            same=("id",),
            seller=Way("teacher_id"),
        ),
    ),
)
