# What the other files share: exact sums, roots to full precision, and one way to write JSON.
suppressPackageStartupMessages({ library(gmp); library(Rmpfr); library(survival) })
RNGkind("Mersenne-Twister", "Inversion", "Rejection")
bits <- 192
version <- function(package) paste(package, packageVersion(package))
r <- paste0("R ", R.version$major, ".", R.version$minor)
exactly <- paste0("exact sums of whole numbers in R (", version("gmp"), ", ", version("Rmpfr"), "), rounded once to a double")

# --- JSON: a named list is an object, an unnamed one an array; a vector is a scalar unless it's array() ---
array1 <- function(x) structure(list(x), class = "array1")
number <- function(x) {
  if (is.na(x)) return("\"undefined\"")
  if (is.infinite(x)) return(if (x > 0) "\"infinity\"" else "\"-infinity\"")
  if (x == 0) return("0")
  for (digits in 15:17) { text <- sprintf("%.*g", digits, x); if (as.numeric(text) == x) return(text) } # the fewest digits that give the same double
}
json <- function(x) {
  if (inherits(x, "array1")) return(paste0("[", paste(vapply(as.list(x[[1]]), json, ""), collapse = ", "), "]"))
  if (is.matrix(x)) return(paste0("[", paste(apply(x, 1, function(row) json(array1(row))), collapse = ", "), "]"))
  if (is.list(x)) {
    parts <- vapply(x, json, "")
    if (is.null(names(x))) return(paste0("[", paste(parts, collapse = ", "), "]"))
    return(paste0("{", paste0("\"", names(x), "\": ", parts, collapse = ", "), "}"))
  }
  if (is.character(x)) return(paste0("\"", gsub("([\"\\\\])", "\\\\\\1", x), "\""))
  if (is.logical(x) && !is.na(x)) return(if (x) "true" else "false")
  number(x)
}
# `head` is written one line a key, each of the named lists of cases one line a case.
write_vectors <- function(file, head, ...) {
  lists <- list(...)
  lines <- paste0(" \"", names(head), "\": ", vapply(head, json, ""))
  for (name in names(lists))
    lines <- c(lines, paste0(" \"", name, "\": [\n", paste0("  ", vapply(lists[[name]], json, ""), collapse = ",\n"), "\n ]"))
  writeLines(paste0("{\n", paste(lines, collapse = ",\n"), "\n}"), file.path(out, file), useBytes = TRUE)
  cat(file, paste(vapply(lists, length, 0L), collapse = "+"), "cases,", file.size(file.path(out, file)), "bytes\n")
}

# --- exact fractions ---
double_of <- function(q) asNumeric(Rmpfr:::.bigq2mpfr(as.bigq(q), 400))
# A p-value: its double, and the fraction where both parts have at most 24 digits.
p_of <- function(q) {
  q <- as.bigq(q); n <- as.character(numerator(q)); d <- as.character(denominator(q))
  if (max(nchar(n), nchar(d)) <= 24) list(value = double_of(q), numerator = n, denominator = d) else list(value = double_of(q))
}
qmin <- function(a, b) if (a <= b) a else b
doubled <- function(a, b) qmin(as.bigq(1), 2 * qmin(a, b))

near <- function(ours, theirs, tolerance, what) {
  ok <- (is.na(ours) & is.na(theirs)) | ours == theirs | abs(ours - theirs) <= tolerance * pmax(abs(ours), abs(theirs), 1e-290)
  if (!all(ok %in% TRUE)) stop(what, ": ", paste(format(c(ours, theirs), digits = 17), collapse = " "))
}

# --- distributions P(k) proportional to w(k) * psi^k on a run of whole numbers ---
# Weights of the upper-left cell of a 2x2 table with row totals m, n and left column total t.
support <- function(m, n, t) max(0, t - n):min(m, t)
weights2x2 <- function(m, n, t) { k <- support(m, n, t); chooseZ(m, k) * chooseZ(n, t - k) }
# The same in floating point of 192 bits, only relative to each other, for supports too wide for whole numbers.
wide2x2 <- function(m, n, t) {
  k <- support(m, n, t); j <- k[-length(k)]
  if (length(j) == 0) return(mpfr(1, bits))
  exp(c(mpfr(0, bits), cumsum(log(mpfr(m - j, bits)) + log(mpfr(t - j, bits)) - log(mpfr(j + 1, bits)) - log(mpfr(n - t + j + 1, bits)))))
}
convolve_weights <- function(a, b) {
  zero <- a[1] * 0
  if (length(a) > length(b)) { s <- a; a <- b; b <- s }
  total <- rep(zero, length(a) + length(b) - 1)
  for (i in seq_along(a)) { at <- i - 1 + seq_along(b); total[at] <- total[at] + a[i] * b }
  total
}
family_of <- function(lo, w) {
  m <- if (inherits(w, "mpfr")) w else mpfr(w, bits)
  l <- log(m); l <- l - max(l)
  list(k = lo + seq_along(w) - 1, w = w, l = l, d = asNumeric(l))
}

log_sum <- function(x) { top <- max(x); top + log(sum(exp(x - top))) }
# Root in theta = log psi of a monotone function, in doubles; then Newton in 192 bits.
bracket_root <- function(f) {
  lo <- -1; hi <- 1; flo <- f(lo); fhi <- f(hi)
  while (sign(flo) == sign(fhi)) { lo <- lo * 1.6; hi <- hi * 1.6; flo <- f(lo); fhi <- f(hi); if (hi > 1e6) stop("no root") }
  uniroot(f, c(lo, hi), tol = 1e-11)$root
}
# Sums over the terms that count at this theta.
moment <- function(fam, theta, keep) {
  x <- fam$d + asNumeric(theta) * fam$k
  x[!keep] <- -Inf
  i <- which(x > max(x) - 110)
  e <- exp(fam$l[i] + theta * (fam$k[i] - fam$k[1]))
  k <- mpfr(fam$k[i], bits); s <- sum(e); mean <- sum(e * k) / s
  list(sum = s, mean = mean, var = sum(e * (k - mean)^2) / s)
}
# theta at which the tail of `keep` has probability `level` (a 192-bit number).
tail_root <- function(fam, keep, level) {
  f <- function(t) { x <- fam$d + t * fam$k; log_sum(x[keep]) - log_sum(x) - log(asNumeric(level)) }
  t <- mpfr(bracket_root(f), bits); all <- rep(TRUE, length(keep))
  for (step in 1:8) {
    a <- moment(fam, t, keep); b <- moment(fam, t, all)
    move <- (log(a$sum) - log(b$sum) - log(level)) / (a$mean - b$mean)
    t <- t - move
    if (abs(move) < mpfr("1e-30", bits)) return(t)
  }
  stop("tail_root did not settle")
}
mean_root <- function(fam, x) {
  f <- function(t) { e <- fam$d + t * fam$k; e <- exp(e - max(e)); sum(e * fam$k) / sum(e) - x }
  t <- mpfr(bracket_root(f), bits); all <- rep(TRUE, length(fam$k))
  for (step in 1:8) {
    a <- moment(fam, t, all); move <- (a$mean - x) / a$var
    t <- t - move
    if (abs(move) < mpfr("1e-30", bits)) return(t)
  }
  stop("mean_root did not settle")
}
half_alpha <- c("0.90" = 20, "0.95" = 40, "0.99" = 200) # alpha / 2 is one over these
central_interval <- function(fam, x, level) {
  h <- 1 / mpfr(half_alpha[[level]], bits); last <- fam$k[length(fam$k)]
  lower <- if (x == fam$k[1]) 0 else asNumeric(exp(tail_root(fam, fam$k >= x, h)))
  upper <- if (x == last) Inf else asNumeric(exp(tail_root(fam, fam$k <= x, h)))
  c(lower, upper)
}
odds_ratio_mle <- function(fam, x) {
  if (length(fam$k) == 1) NA else if (x == fam$k[1]) 0 else if (x == fam$k[length(fam$k)]) Inf else asNumeric(exp(mean_root(fam, x)))
}
# fisher.test and mantelhaen.test find these with uniroot to 1.2e-4 in psi or in 1/psi; so much may they differ.
near_root <- function(ours, theirs, what) {
  a <- if (is.na(ours)) 0 else ours
  s <- function(v) if (v > 1) 2 - 1 / v else v
  if (abs(s(a) - s(theirs)) > 4e-4) stop(what, ": ours ", ours, " R ", theirs)
}
# p-values of a family at psi = 1: exact where the weights are whole numbers.
tails <- function(fam, x) {
  w <- fam$w; total <- sum(w); i <- match(x, fam$k)
  if (inherits(w, "mpfr")) {
    less <- asNumeric(sum(w[fam$k <= x]) / total); greater <- asNumeric(sum(w[fam$k >= x]) / total)
    alike <- asNumeric(sum(w[w <= w[i] * (1 + mpfr("1e-40", bits))]) / total)
    return(list(less = list(value = less), greater = list(value = greater), central = list(value = min(1, 2 * min(less, greater))), minimumLikelihood = list(value = alike)))
  }
  less <- as.bigq(sum(w[fam$k <= x]), total); greater <- as.bigq(sum(w[fam$k >= x]), total)
  list(less = p_of(less), greater = p_of(greater), central = p_of(doubled(less, greater)), minimumLikelihood = p_of(as.bigq(sum(w[w <= w[i]]), total)))
}
estimates <- function(fam, x) {
  a <- central_interval(fam, x, "0.95"); b <- central_interval(fam, x, "0.99")
  list(oddsRatio = odds_ratio_mle(fam, x), interval95 = array1(a), interval99 = array1(b))
}
square <- function(...) matrix(c(...), 2, byrow = TRUE)
