"""The stage that a user is in, as of their last turn: for the operator's counts only."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("users", sa.Column("stage", sa.Integer()))


def downgrade() -> None:
    op.drop_column("users", "stage")
