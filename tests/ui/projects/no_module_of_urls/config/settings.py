INSTALLED_APPS = ["django.contrib.auth", "shop"]
ROOT_URLCONF = "config.url"
WSGI_APPLICATION = "config.wsgi.application"
