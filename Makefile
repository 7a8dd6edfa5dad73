# Needs Python 3.11, pip and make; everything else is installed into .venv from requirements.lock.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
LOCKED := .venv/.locked
READY := .venv/.ready

# The scanned minutes have no text layer: ingest would say so and end with status 1.
SAMPLE := $(filter-out %-scanned.pdf,$(wildcard corpus/records/*))
BROWSER := chromium fonts-dejavu-core
SUITES := $(wildcard eval/suites/borough-*.yaml)

.PHONY: run test lint eval bench lock setup chromium
.DELETE_ON_ERROR:

run: $(READY)  ## the web page over the sample corpus
	@$(BIN)/assistant --data data/sample ingest $(SAMPLE)
	@ASSISTANT_ACCOUNTS=$${ASSISTANT_ACCOUNTS-corpus/accounts.json} $(BIN)/assistant --data data/sample serve

test: lint chromium  ## everything that has to hold
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

lint: $(READY)
	$(BIN)/ruff check assistant eval corpus tests
	$(BIN)/mypy

eval: $(READY)  ## the suites over the sample corpus; reports in eval/runs
	$(BIN)/python -m eval run $(SUITES) --system assistant --system bm25 --system langchain-minilm --system rrf \
	  --thresholds eval/thresholds.yaml

bench: $(READY)  ## how fast it is on this machine
	$(BIN)/python -m eval.bench_speed

setup: $(READY)

# The lock accepts torch's default build and its CPU build, and the smaller CPU build is taken where pip is set up to find
# it.  Only the default build needs the CUDA packages, which are therefore not in the lock: the last pip completes them
# for it, and has nothing to do for the CPU build.
TORCH := $(shell sed -n 's/^torch==\([0-9.]*\).*/\1/p' requirements.lock)
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet
LOCKED_PIP := $(PIP) --no-deps --require-hashes

$(LOCKED): requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] not in ((3, 11), (3, 12)))' \
	  || { echo "Python 3.11 or 3.12 is needed; name it: make PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv --clear .venv
	@sed -n '/^torch==/,/[^\\]$$/p' requirements.lock | sed 's/^torch==[0-9.]*/&+cpu/' >.venv/torch-cpu.txt
	$(LOCKED_PIP) -r .venv/torch-cpu.txt 2>/dev/null || echo "pip knows of no CPU build of torch: taking the default one"
	$(LOCKED_PIP) -r requirements.lock
	$(PIP) torch==$(TORCH)
	@touch $@

$(READY): $(LOCKED) pyproject.toml
	$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

# For the browser tests, which are skipped without it.
chromium:
	@command -v chromium >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
	  && { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $(BROWSER); } \
	  >/dev/null 2>&1 </dev/null; } || echo "there is no Chromium here: the browser tests will be skipped"

# Needs uv.  The hash is that of torch's CPU build for Python 3.11 on 64-bit x86 Linux.
TORCH_CPU := sha256:6746dbcbeb526eb61330b76b41ff1b4eb848951103a892eeb080dfa2b264667b
CUDA := cuda-bindings cuda-pathfinder cuda-toolkit triton nvidia-cublas nvidia-cuda-cupti nvidia-cuda-nvrtc \
  nvidia-cuda-runtime nvidia-cudnn-cu13 nvidia-cufft nvidia-cufile nvidia-curand nvidia-cusolver nvidia-cusparse \
  nvidia-cusparselt-cu13 nvidia-nccl-cu13 nvidia-nvjitlink nvidia-nvshmem-cu13 nvidia-nvtx

lock:  ## resolve the dependencies anew
	uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --extra dev --extra peers \
	  --no-header --no-annotate --no-emit-index-url $(CUDA:%=--no-emit-package %) pyproject.toml -o requirements.lock
	sed -i -e '/$(TORCH_CPU)/d' -e 's/^torch==.*/&\n    --hash=$(TORCH_CPU) \\/' requirements.lock
