"""One typed settings object: defaults, then ``assistant.toml``, then the environment (ASSISTANT_*), then the command line."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from assistant.errors import SettingsError


class Settings(BaseSettings):
    """What can be set; every field is also an environment variable, ``data`` as ``ASSISTANT_DATA`` and so on."""

    model_config = SettingsConfigDict(
        env_prefix="ASSISTANT_", toml_file="assistant.toml", extra="forbid", frozen=True, protected_namespaces=()
    )

    data: Path = Field(Path("data"), description="folder of the library and its indexes")
    embedding: str = Field("all-MiniLM-L6-v2", description="embedding model: the bundled one, or a folder with another")
    max_bytes: int = Field(64 * 2**20, gt=0, description="largest file that is taken in, in bytes")
    max_characters: int = Field(20_000_000, gt=0, description="longest text that is taken in, in characters")
    model: str = Field("", description="chat model as provider:name, none where empty")
    model_url: str = Field("", description="base URL of the chat model's server, the provider's own where empty")
    model_key: SecretStr = Field(SecretStr(""), description="key that the chat model's server asks for")
    model_temperature: float | None = Field(0.0, ge=0, le=2, description="temperature of the chat model")
    model_seconds: float = Field(60.0, gt=0, description="longest time that one answer of the chat model may take, in seconds")
    model_tokens: int = Field(800, gt=0, description="longest reply of the chat model, in tokens")
    model_evidence: int = Field(12_000, gt=0, description="most evidence that the chat model is shown, in characters")
    model_tools: bool = Field(True, description="whether the chat model may search and look up items and figures")
    judge: str = Field("", description="second chat model that judges the claims of the first, none where empty")
    host: str = Field("127.0.0.1", description="address the web page is served on")
    port: int = Field(7860, ge=0, le=65535, description="port of the web page; 0 for any free one")
    hosts: Annotated[list[str], NoDecode] = Field(
        [], description="names that the web page is reached under, besides this machine's own"
    )
    accounts: Path | None = Field(
        None, description="file of who may sign in, accounts.json in the folder of the library where empty"
    )

    @field_validator("hosts", mode="before")
    @classmethod
    def _listed(cls, given: Any) -> Any:
        """Take names with commas between them, as the environment has them."""
        return [name.strip() for name in given.split(",") if name.strip()] if isinstance(given, str) else given

    @property
    def accounts_file(self) -> Path:
        """Where the accounts are kept."""
        return self.accounts or self.data / "accounts.json"

    @classmethod
    def settings_customise_sources(
        cls, settings_cls: type[BaseSettings], init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource, dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:  # fmt: skip
        """Return the sources, the strongest first."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)

    def digest(self) -> str:
        """Return a short digest of the settings that decide what is found and answered."""
        deciding = self.model_dump_json(exclude={"data", "host", "port", "hosts", "accounts", "model_key"})
        return hashlib.sha256(deciding.encode()).hexdigest()[:12]


def load_settings(**given: Any) -> Settings:
    """Return the settings, those given here strongest; a value of None counts as not given.

    Raises:
        SettingsError: A setting is unknown or out of range; the message names it.
    """
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        told = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise SettingsError(f"settings: {told}; see docs/settings.md for what can be set") from error
