INSTALLED_APPS = ["django.contrib.auth", "shop"]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "confg.wsgi.application"
