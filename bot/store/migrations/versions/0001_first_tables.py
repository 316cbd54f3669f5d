"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "users",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("first_name", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("zone", sa.String()),
        sa.Column("reminder_time", sa.Time()),
        sa.Column("evening_nudge", sa.Boolean(), nullable=False),
        sa.Column("if_then", sa.String()),
        sa.Column("dialogue", sa.JSON(), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.Column("next_due_at", INSTANT),
        sa.Column("due_kind", sa.String()),
        sa.Column("due_day", sa.Date()),
        sa.Column("due_n", sa.Integer()),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("seen_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_users"),
        sa.UniqueConstraint("chat_id", name="uq_users_chat_id"),
        sa.CheckConstraint(
            "(next_due_at IS NULL) = (due_kind IS NULL) AND (next_due_at IS NULL) = (due_day IS NULL)"
            " AND (next_due_at IS NULL) = (due_n IS NULL)",
            name=op.f("ck_users_due_whole"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_users_next_due_at",
        "users",
        ["next_due_at"],
        sqlite_where=sa.text("next_due_at IS NOT NULL"),
        postgresql_where=sa.text("next_due_at IS NOT NULL"),
    )

    op.create_table(
        "facts",
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("message_id", sa.BigInteger()),
        sa.Column("retracted_by", sa.Integer()),
        sa.Column("retracted_at", INSTANT),
        sa.PrimaryKeyConstraint("user_id", "id", name="pk_facts"),
        of_user("facts"),
        sqlite_with_rowid=False,
    )

    op.create_table(
        "decisions",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_decisions"),
        of_user("decisions"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_decisions_user_id_id", "decisions", ["user_id", "id"])

    op.create_table(
        "outbox",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("key", sa.String()),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("lease_until", INSTANT, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", sa.String()),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sqlite_autoincrement=True,
    )
    for column in ("key", "chat_id", "lease_until"):
        op.create_index(f"ix_outbox_{column}", "outbox", [column])

    op.create_table(
        "deliveries",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("lease_until", INSTANT, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("finished_at", INSTANT),
        sa.Column("outcome", sa.String()),
        sa.PrimaryKeyConstraint("id", name="pk_deliveries"),
        sa.UniqueConstraint("user_id", "kind", "day", "n", name="uq_deliveries_user_id_kind_day_n"),
        of_user("deliveries"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_deliveries_lease_until",
        "deliveries",
        ["lease_until"],
        sqlite_where=sa.text("finished_at IS NULL"),
        postgresql_where=sa.text("finished_at IS NULL"),
    )

    op.create_table(
        "updates",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_updates"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_updates_at", "updates", ["at"])

    op.create_table(
        "set_aside",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("error", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_set_aside"),
    )
    op.create_table(
        "file_ids",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("file_id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_file_ids"),
    )
    op.create_table(
        "leases",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("until", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_leases"),
    )
    op.create_table(
        "deletions",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_deletions"),
    )


def of_user(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=f"fk_{table}_user_id_users", ondelete="CASCADE")


def downgrade() -> None:
    for table in (
        "deletions",
        "leases",
        "file_ids",
        "set_aside",
        "updates",
        "deliveries",
        "outbox",
        "decisions",
        "facts",
        "users",
    ):
        op.drop_table(table)
