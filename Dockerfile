# Two stages: what builds the environment stays behind. docs/deploy/containers.md says how it is used.
FROM python:3.13-slim AS build
COPY requirements.lock /
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r /requirements.lock

FROM python:3.13-slim
RUN useradd --system --uid 10001 --home-dir /nonexistent --shell /usr/sbin/nologin hipcoach \
    && install -d -o hipcoach -g hipcoach -m 0700 /var/lib/hipcoach
COPY --from=build /venv /venv
COPY bot /app/bot
COPY data /app/data
COPY deploy/healthcheck.py /app/deploy/healthcheck.py
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DATABASE_URL=sqlite:////var/lib/hipcoach/hipcoach.sqlite3 \
    LOG_FORMAT=json \
    METRICS_PORT=9090
WORKDIR /app
USER 10001
VOLUME /var/lib/hipcoach
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["python", "deploy/healthcheck.py"]
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
