INSTALLED_APPS = ["django.contrib.auth", "shop"]
ROOT_URLCONF = "config.routes"
WSGI_APPLICATION = "config.wsgi.application"
