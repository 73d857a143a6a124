"""S3 in this process (moto), which answers one request at a time, as S3 decides one condition at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any

CREDENTIALS = {"AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "not-to-be-told", "AWS_DEFAULT_REGION": "us-east-1"}


@contextmanager
def serve_buckets() -> Iterator[dict[str, str]]:
    """Serve object storage while the block runs; gives the environment in which clients find it."""
    from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
    from werkzeug.serving import WSGIRequestHandler, make_server

    class Silent(WSGIRequestHandler):
        def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
            """Say nothing."""

    app: Any = DomainDispatcherApplication(create_backend_app)
    server = make_server("127.0.0.1", 0, app, request_handler=Silent)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield {**CREDENTIALS, "AWS_ENDPOINT_URL": f"http://127.0.0.1:{server.server_port}"}
    finally:
        server.shutdown()


class Storage:
    """A client of the test's own, beside the one that is tested."""

    def __init__(self, environment: dict[str, str]) -> None:
        import boto3

        self._client: Any = boto3.client("s3", endpoint_url=environment["AWS_ENDPOINT_URL"])

    def make_bucket(self, name: str) -> str:
        self._client.create_bucket(Bucket=name)
        return name

    def put(self, bucket: str, key: str, data: bytes) -> None:
        self._client.put_object(Bucket=bucket, Key=key, Body=data)

    def delete(self, bucket: str, key: str) -> None:
        self._client.delete_object(Bucket=bucket, Key=key)

    def get(self, bucket: str, key: str) -> bytes:
        data: bytes = self._client.get_object(Bucket=bucket, Key=key)["Body"].read()
        return data

    def kind(self, bucket: str, key: str) -> str:
        return str(self._client.head_object(Bucket=bucket, Key=key)["ContentType"])
