INSTALLED_APPS = ["django.contrib.auth", "shop.apps.ShopConfig"]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
