import environ

environ.Env.read_env(".env")
DATABASES = {
    "default": {"ENGINE": "django.db.backends.mysql", "HOST": "db", "PASSWORD": "correct horse"},
}
CACHES = {
    "default": {
        "BACKEND": "django_redis.cache.RedisCache",
        "LOCATION": "redis://:correct-horse@redis:6379/1",
    }
}
