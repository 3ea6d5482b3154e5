# The hooks under gunicorn. Build: docker build -t promhooks .
# The last judge: the code of Prometheus and Alertmanager, asked before anything is published.
FROM golang:1.26 AS judge
WORKDIR /src
COPY tools/judge/go.mod tools/judge/go.sum ./
RUN go mod download
COPY tools/judge/*.go ./
RUN CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /promhooks-judge .

FROM python:3.13-slim AS build
WORKDIR /src
COPY requirements.lock .
# Into a folder of their own, so that the final image carries no pip cache and no compiler.
RUN pip install --no-cache-dir --require-hashes --target=/packages -r requirements.lock

FROM python:3.13-slim
# A numeric user, so that runAsNonRoot can be verified by the kubelet.
USER 65532:65532
WORKDIR /app
ENV PYTHONPATH=/app:/packages PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
COPY --from=build /packages /packages
COPY --from=judge /promhooks-judge /usr/local/bin/promhooks-judge
COPY hooks hooks
# check and render ask them which children a parent may have.
COPY compositecontrollers compositecontrollers
# The root file system may be read-only: gunicorn's heartbeat files go to memory.
ENTRYPOINT ["python", "-m", "hooks.cli"]
CMD ["serve"]
