INSTALLED_APPS = ["django.contrib.auth", "shop"]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

import os

STRIPE_KEY = os.environ["STRIPE_KEY"]
