ARG PYTHON_VERSION=3.13
FROM public.ecr.aws/lambda/python:${PYTHON_VERSION}
RUN dnf install -y libjpeg-turbo && dnf clean all
