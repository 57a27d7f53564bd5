"""One queue that escalates after a day, and one member of staff: what a new django-helpdesk needs to take tickets."""

import os

import django

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from helpdesk.models import Queue  # noqa: E402

get_user_model().objects.create_superuser(
    os.environ["PEER_USER"], "staff@peer.example", os.environ["PEER_PASSWORD"]
)
Queue.objects.create(
    title="Desk", slug="desk", email_address="desk@peer.example", escalate_days=1
)
