import hashlib

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt


@csrf_exempt
def echo(request, rest):
    """What reached Django, as JSON."""
    body = request.body
    answer = JsonResponse(
        {
            "path": request.path,
            "method": request.method,
            "get": {key: request.GET.getlist(key) for key in request.GET},
            "cookies": request.COOKIES,
            "body": hashlib.sha256(body).hexdigest(),
            "length": len(body),
            "post": dict(request.POST.items()),
            "files": {name: hashlib.sha256(file.read()).hexdigest() for name, file in request.FILES.items()},
            "secure": request.is_secure(),
            "host": request.get_host(),
            "url": request.build_absolute_uri(),
            "address": request.META["REMOTE_ADDR"],
            "server": [request.META["SERVER_NAME"], request.META["SERVER_PORT"]],
            "header": request.headers.get("X-Name", "").encode("latin-1", "replace").decode("utf-8", "replace"),
        }
    )
    answer.set_cookie("one", "1", path="/")
    answer.set_cookie("two", "2", path="/")
    return answer


def boom(request):
    raise RuntimeError("the view broke")


def page(request):
    return render(request, "page.html")


def sjis(request):
    return HttpResponse("日本".encode("shift_jis"), content_type="text/html; charset=shift_jis")


def binary(request):
    return HttpResponse(bytes(range(256)), content_type="image/png")


def large(request):
    return HttpResponse(b"x" * 7_000_000, content_type="application/octet-stream")
