from __future__ import annotations

from django.conf import settings
from django.contrib import admin
from django.contrib.staticfiles.urls import staticfiles_urlpatterns
from django.urls import include, path

urlpatterns = [
    path("", include("pennydrop.demo.core.urls")),
    path("accounts/", include("pennydrop.demo.accounts.urls")),
    path("payments/", include("pennydrop.demo.payments.urls")),
    path("private-teaching/", include("pennydrop.demo.private_teaching.urls")),
    path("workshops/", include("pennydrop.demo.workshops.urls")),
    path("courses/", include("pennydrop.demo.courses.urls")),
    *(path(address, include(f"{app}.urls")) for app, address in settings.OPTIONAL_APPS.items()),
    path("admin/", admin.site.urls),
]
# Under DEBUG only: elsewhere the web server has the files.
urlpatterns += staticfiles_urlpatterns()
