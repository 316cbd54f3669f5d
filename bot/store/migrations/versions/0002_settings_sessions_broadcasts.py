"""More settings of a user, sessions that count along, broadcasts, and what the operators were told.

Every new column has a default, so that the release before this one goes on writing to the new schema.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SETTINGS = ("weekly_review", "dark_pictures", "quiet_from", "quiet_until")


def upgrade() -> None:
    op.add_column("users", sa.Column("weekly_review", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.add_column("users", sa.Column("dark_pictures", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("users", sa.Column("quiet_from", sa.Time()))
    op.add_column("users", sa.Column("quiet_until", sa.Time()))
    op.create_index("ix_users_seen_at", "users", ["seen_at"])

    op.create_table(
        "live_sessions",
        sa.Column("user_id", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("message_id", sa.BigInteger()),
        sa.Column("next_at", INSTANT),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("user_id", name="pk_live_sessions"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_live_sessions_user_id_users", ondelete="CASCADE"),
    )
    op.create_index(
        "ix_live_sessions_next_at",
        "live_sessions",
        ["next_at"],
        sqlite_where=sa.text("next_at IS NOT NULL"),
        postgresql_where=sa.text("next_at IS NOT NULL"),
    )

    op.create_table(
        "broadcasts",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("message_id", sa.BigInteger()),
        sa.Column("last_user_id", sa.BigInteger(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("sent", sa.Integer(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("finished_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_broadcasts"),
        sqlite_autoincrement=True,
    )

    op.add_column("set_aside", sa.Column("told_at", INSTANT))


def downgrade() -> None:
    op.drop_column("set_aside", "told_at")
    op.drop_table("broadcasts")
    op.drop_table("live_sessions")
    op.drop_index("ix_users_seen_at", "users")
    for column in SETTINGS:
        op.drop_column("users", column)
