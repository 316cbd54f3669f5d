"""Each answer knows the one before it in its chat, so that several processes keep their order.

Nobody asks for the answers to an update by its key any more: one that came twice waits for its lease like any other.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("outbox", sa.Column("follows", sa.BigInteger()))
    op.drop_index("ix_outbox_key", "outbox")


def downgrade() -> None:
    op.create_index("ix_outbox_key", "outbox", ["key"])
    op.drop_column("outbox", "follows")
