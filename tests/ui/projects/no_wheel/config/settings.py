INSTALLED_APPS = ["django.contrib.auth", "shop"]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
