INSTALLED_APPS = ["django.contrib.auth", "shop"]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
