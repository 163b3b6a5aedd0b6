# Rscript make.R [folder]: writes every vector of this folder again. `quick` skips one slow check.
out <- commandArgs(TRUE); quick <- "quick" %in% out; out <- setdiff(out, "quick")
here <- dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)[1]))
out <- if (length(out)) out[1] else here
for (file in c("common.R", "tables.R", "effects.R", "times.R")) source(file.path(here, file))
