"""From the development corpora to the weights of the content score. Not part of the wheel."""

import os

# One thread: sums in another order give other weights. Read by numpy's BLAS when it is first imported.
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"
