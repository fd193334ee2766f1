"""The portal: what people see and do. One package per subject; the rules stand below them all."""
