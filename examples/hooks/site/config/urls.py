from catalog.models import Product
from django.http import JsonResponse
from django.urls import path


def home(request):
    return JsonResponse({product.name: product.stock for product in Product.objects.all()})


urlpatterns = [path("", home)]
