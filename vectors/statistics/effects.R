# Adjustments, smallest attainable p, Simpson's reversals.

# --- 12 ---
attainable <- function(strata) { # strata: list of c(first row total, second row total, left column total)
  w <- lapply(strata, function(s) weights2x2(s[1], s[2], s[3])); total <- Reduce(`*`, lapply(w, sum))
  least <- as.bigq(Reduce(`*`, lapply(w, function(v) v[1])), total); greatest <- as.bigq(Reduce(`*`, lapply(w, function(v) v[length(v)])), total)
  whole <- Reduce(convolve_weights, w); shares <- as.bigq(whole, sum(whole))
  cumulative <- cumsum(shares); from <- 1 - c(as.bigq(0), cumulative[-length(cumulative)])
  each <- do.call(c, lapply(seq_along(shares), function(i) doubled(cumulative[i], from[i])))
  central <- min(each); if (central != doubled(least, greatest)) stop("smallest attainable isn't at an end")
  list(less = p_of(least), greater = p_of(greatest), central = p_of(central), minimumLikelihood = p_of(sum(shares[shares == min(shares)])))
}
attainable_case <- function(name, ...) {
  strata <- list(...)
  p <- attainable(strata)
  if (length(strata) == 1) { # fisher.test over the whole support
    s <- strata[[1]]; k <- support(s[1], s[2], s[3])
    theirs <- sapply(c("less", "greater"), function(a) vapply(k, function(x) fisher.test(square(x, s[1] - x, s[3] - x, s[2] - s[3] + x), alternative = a)$p.value, 0))
    theirs <- matrix(theirs, ncol = 2); near(p$central$value, min(1, 2 * min(theirs)), 1e-9, name); near(p$less$value, min(theirs[, 1]), 1e-9, name); near(p$greater$value, min(theirs[, 2]), 1e-9, name)
  }
  c(list(case = name, strata = lapply(strata, function(s) list(rows = array1(s[1:2]), left = s[3]))), p)
}
attainable_cases <- list(
  attainable_case("2 of 20 refused, a group of 1: one-sided can't go below 0.10, central below 0.20", c(1, 19, 2)),
  attainable_case("2 of 20 refused, a group of 2", c(2, 18, 2)),
  attainable_case("2 of 20 refused, a group of 3", c(3, 17, 2)),
  attainable_case("2 of 20 refused, a group of 4", c(4, 16, 2)),
  attainable_case("2 of 20 refused, a group of 10", c(10, 10, 2)),
  attainable_case("2 of 20 refused, a group of 19", c(19, 1, 2)),
  attainable_case("18 of 20 refused, a group of 1", c(1, 19, 18)),
  attainable_case("1 of 20 refused, a group of 1", c(1, 19, 1)),
  attainable_case("1 of 40 refused, a group of 1: central just reaches 0.05", c(1, 39, 1)),
  attainable_case("none refused", c(5, 15, 0)),
  attainable_case("all refused", c(5, 15, 20)),
  attainable_case("an empty group", c(0, 20, 2)),
  attainable_case("nothing", c(0, 0, 0)),
  attainable_case("tea tasting", c(4, 4, 4)),
  attainable_case("3 against 3, 3 refused: central can't reach 0.05", c(3, 3, 3)),
  attainable_case("both groups of 5, 5 refused", c(5, 5, 5)),
  attainable_case("equal ends", c(6, 6, 3)),
  attainable_case("2 against 1000", c(2, 1000, 1)),
  attainable_case("40 against 60, 13 refused", c(40, 60, 13)),
  attainable_case("200 against 300, 250 refused", c(200, 300, 250)),
  attainable_case("5 against 99995, 3 refused", c(5, 99995, 3)),
  attainable_case("three strata, a group of 1 in each", c(1, 19, 2), c(1, 9, 1), c(1, 14, 3)),
  attainable_case("two strata, one of them empty", c(1, 19, 2), c(0, 0, 0)),
  attainable_case("two strata, one of them without refusals", c(1, 19, 2), c(4, 9, 0)),
  attainable_case("two strata of tea", c(4, 4, 4), c(4, 4, 4)),
  attainable_case("two strata of nothing", c(3, 4, 0), c(2, 0, 1)))
set.seed(20260112)
for (i in 1:14) { v <- sample(2:25, 2, TRUE); attainable_cases <- c(attainable_cases, list(attainable_case(paste("random", i), c(v, sample(0:sum(v), 1))))) }
for (i in 15:18) attainable_cases <- c(attainable_cases, list(do.call(attainable_case, c(list(paste("random", i)), lapply(1:(i - 12), function(j) { v <- sample(2:12, 2, TRUE); c(v, sample(0:sum(v), 1)) })))))
write_vectors("minimum-attainable.json", list(
  authority = paste0("R has no function: least p over every table with the margins (effects.R, attainable), ", exactly, "; for one stratum ", r, ", stats::fisher.test over the whole support agrees. less = P(least total), greater = P(greatest total), central = least of min(1, 2 min(less, greater)) over all totals, which is at one of the two ends; minimumLikelihood = least p of fisher.test's two.sided. Several strata: as stratified-exact.json"),
  strata = "rows: totals of the two rows; left: total of the left column",
  tolerance = 1e-10), cases = attainable_cases)

# --- 11 ---
# Tarone-Holm, as a step-down of Tarone's bound (Tarone 1990; Hommel and Krummenauer 1998), q = smallest attainable p:
#   for hypotheses I not yet rejected, K(a, I) = least whole k >= 1 with #{i in I: q_i <= a / k} <= k;
#   bound b(a, I) = the greatest a' / K(a', I) over a' <= a; reject all i in I with p_i <= b(a, I); repeat until none.
# The adjusted p of i is the least a at which i is rejected. That has a closed form:
#   in order of p, adjusted(j) = max over l <= j of min(1, p(l) * #{i >= l: q(i) <= p(l)}).
tarone_holm <- function(p, q) {
  o <- order(p); s <- p[o]; u <- q[o]; m <- length(p)
  raw <- vapply(seq_len(m), function(l) min(1, s[l] * sum(u[l:m] <= s[l])), 0)
  adjusted <- numeric(m); adjusted[o] <- cummax(raw); adjusted
}
# The same from the words, trying every level at which anything can change; comparisons by products as k * q <= a.
K_at <- function(a, q) { k <- 1; while (sum(k * q <= a) > k) k <- k + 1; k }
levels_of <- function(p, q) sort(unique(c(outer(seq_along(p), p), outer(seq_along(q), q), 1)))
reached <- function(p_i, a, q, levels) any(vapply(c(levels[levels <= a], a), function(l) K_at(l, q) * p_i <= l, TRUE))
from_words <- function(p, q, a, consistent = TRUE) { # rejected at level a
  levels <- levels_of(p, q); I <- seq_along(p); out <- logical(length(p))
  repeat {
    hit <- I[vapply(I, function(i) if (consistent) reached(p[i], a, q[I], levels) else K_at(a, q[I]) * p[i] <= a, TRUE)]
    if (!length(hit)) return(out)
    out[hit] <- TRUE; I <- setdiff(I, hit); if (!length(I)) return(out)
  }
}
check_tarone <- function(p, q, adjusted) for (a in levels_of(p, q)) if (a <= 1 && a > 0) {
  near_level <- abs(adjusted - a) < 1e-14
  if (any(from_words(p, q, a)[!near_level] != (adjusted <= a)[!near_level])) stop("tarone-holm: formula and words differ")
}
adjust_case <- function(name, p, q, check = length(p) <= 8) {
  if (any(q > p)) stop("attainable above p: ", name)
  a <- tarone_holm(p, q); if (check) check_tarone(p, q, a)
  plain <- function(level) array1(from_words(p, q, level, FALSE))
  list(case = name, p = array1(p), smallestAttainable = array1(q), holm = array1(p.adjust(p, "holm")), benjaminiHochberg = array1(p.adjust(p, "BH")), taroneHolm = array1(a),
       taroneHolmPlainRejected = list(`0.01` = plain(0.01), `0.02` = plain(0.02), `0.05` = plain(0.05), `0.1` = plain(0.1)))
}
set.seed(20260111)
from_tables <- function(m, n) {
  x <- lapply(seq_len(m), function(i) random_table(sample(n, 1)))
  p <- vapply(x, function(t) tails(fisher_family(t), t[1, 1])$central$value, 0)
  q <- vapply(x, function(t) attainable(list(c(sum(t[1, ]), sum(t[2, ]), sum(t[, 1]))))$central$value, 0)
  list(p, q)
}
pbin <- list(list(8, 0.5, 1), list(5, 0.75, 1), list(6, 0.6, 1))
adjust_cases <- list(
  adjust_case("three binomials of MHTdiscrete's example (TH.p.adjust)", vapply(pbin, function(b) pbinom(b[[3]], b[[1]], b[[2]]), 0), vapply(pbin, function(b) pbinom(0, b[[1]], b[[2]]), 0)),
  adjust_case("one", 0.03, 0.01),
  adjust_case("one, can't be small", 0.2, 0.2),
  adjust_case("all attainable: Tarone-Holm is Holm", c(0.01, 0.02, 0.03, 0.04), c(0, 0, 0, 0)),
  adjust_case("one can reach, three can't", c(0.03, 0.4, 0.5, 1), c(0.01, 0.2, 0.25, 1)),
  adjust_case("two can reach", c(0.02, 0.024, 0.9, 0.3), c(0.004, 0.01, 0.1, 0.3)),
  adjust_case("step-down helps", c(0.001, 0.03, 0.2, 0.6), c(0.0005, 0.02, 0.15, 0.02)),
  adjust_case("equal p, unequal smallest", c(0.02, 0.02, 0.02), c(0.02, 0.001, 0.015)),
  adjust_case("smallest equal to p", c(0.01, 0.02, 0.03, 0.5), c(0.01, 0.02, 0.03, 0.5)),
  adjust_case("all one", c(1, 1, 1), c(1, 1, 1)),
  adjust_case("a zero", c(0, 0.04, 0.5), c(0, 0.01, 0.02)),
  adjust_case("capped at one", c(0.6, 0.7, 0.8), c(0.1, 0.1, 0.1)),
  adjust_case("order kept", c(0.5, 0.001, 0.04, 0.2, 0.012), c(0.1, 0.0001, 0.03, 0.2, 0.01)),
  adjust_case("the plain procedure isn't alpha-consistent: rejects at 0.02, not at 0.05", c(0.018, 0.4, 0.6), c(0.01, 0.022, 0.024)),
  adjust_case("BH monotone", c(0.01, 0.039, 0.04, 0.041, 0.2), c(0, 0, 0, 0, 0)))
for (i in 1:18) { t <- from_tables(c(3, 5, 8, 12, 20, 6)[1 + i %% 6], c(4:12, 15, 20)); adjust_cases <- c(adjust_cases, list(adjust_case(paste("random tables", i, "(central Fisher)"), t[[1]], t[[2]]))) }
for (i in 1:6) { p <- round(rbeta(10, 0.5, 3), 3); adjust_cases <- c(adjust_cases, list(adjust_case(paste("random figures", i), p, round(p * runif(10), 4)))) }
write_vectors("adjustments.json", list(
  authority = paste0(r, ", stats::p.adjust(p, \"holm\") and p.adjust(p, \"BH\"); taroneHolm: R here has no function, ours in effects.R from the definition below, whose two forms make.R holds against each other"),
  taroneHolm = "q = smallestAttainable. For hypotheses I not yet rejected K(a, I) is the least whole k >= 1 with #{i in I: q_i <= a/k} <= k, the bound is the greatest a'/K(a', I) over a' <= a; all i in I with p_i <= the bound are rejected and it is repeated until none is. The adjusted p is the least a at which i is rejected: in order of p, adjusted(j) = max over l <= j of min(1, p(l) * #{i >= l: q(i) <= p(l)}). taroneHolmPlainRejected: the procedure at one level, bound a/K(a, I) without the maximum, which can reject at 0.02 and not at 0.05. Tarone, Biometrics 46 (1990) 515; Hommel and Krummenauer, Biometrics 54 (1998) 673",
  tolerance = 1e-12), cases = adjust_cases)

# --- 13 ---
simpson_case <- function(name, strata, labels) {
  strata <- lapply(strata, unname); crude <- Reduce(`+`, strata); or <- function(x) { v <- x[1, 1] * x[2, 2] / (x[1, 2] * x[2, 1]); if (is.nan(v)) NA else v }
  n <- vapply(strata, sum, 0); mh <- sum(vapply(strata, function(x) x[1, 1] * x[2, 2] / sum(x), 0)) / sum(vapply(strata, function(x) x[1, 2] * x[2, 1] / sum(x), 0))
  fam <- stratified_family(strata); s <- upper_left(strata); crude_fam <- fisher_family(crude)
  if (all(n >= 2)) near(mh, unname(mantelhaen.test(array(unlist(strata), c(2, 2, length(strata))), correct = FALSE)$estimate), 1e-12, name)
  each <- vapply(strata, or, 0); side <- function(v) ifelse(abs(v - 1) < 1e-12, 0, sign(log(v)))
  if (side(mh) != side(odds_ratio_mle(fam, s))) stop("the two common odds ratios lie apart: ", name)
  list(case = name, strata = unname(strata), labels = array1(labels), crude = crude, crudeOddsRatio = or(crude), crudeConditional = odds_ratio_mle(crude_fam, crude[1, 1]),
       crudeCentral = tails(crude_fam, crude[1, 1])$central, stratumOddsRatios = array1(unname(each)), mantelHaenszel = mh, commonConditional = odds_ratio_mle(fam, s),
       stratifiedCentral = tails(fam, s)$central, reversed = side(or(crude)) * side(odds_ratio_mle(fam, s)) < 0,
       everyStratumOpposite = all(side(each) * side(or(crude)) < 0) %in% TRUE)
}
made <- list(square(9, 1, 85, 15), square(20, 80, 1, 9))
simpson_cases <- list(
  simpson_case("datasets::UCBAdmissions, rows Male Female, columns Admitted Rejected", unname(ucb), names(ucb)),
  simpson_case("datasets::UCBAdmissions, departments A, C, E", unname(ucb[c("A", "C", "E")]), c("A", "C", "E")),
  simpson_case("kidney stones, Charig et al. 1986, rows open surgery, nephrolithotomy, columns success, failure", unname(kidney), names(kidney)),
  simpson_case("death penalty in Florida, Radelet 1981, rows white, black defendant, columns yes, no", unname(death_penalty), names(death_penalty)),
  simpson_case("Whickham, rows smoker, not, columns dead, alive", unname(smoking), names(smoking)),
  simpson_case("lung cancer in eight cities, Agresti Table 6.3: no reversal", unname(lung_china), names(lung_china)),
  simpson_case("made: reversed in both strata", made, c("easy", "hard")),
  simpson_case("made: same table twice", list(tea, tea), c("first", "second")),
  simpson_case("made: small and reversed in both strata", list(square(6, 2, 20, 12), square(4, 12, 2, 10)), c("first", "second")),
  simpson_case("made: crude even, strata not: no reversal", list(square(2, 1, 6, 5), square(8, 9, 4, 5)), c("first", "second")),
  simpson_case("made: strata even, crude not: no reversal", list(square(10, 20, 1, 2), square(2, 1, 20, 10)), c("first", "second")))
set.seed(20260113)
for (i in 1:10) { k <- 2 + i %% 3; simpson_cases <- c(simpson_cases, list(simpson_case(paste("random", i), lapply(seq_len(k), function(j) random_table(60) + 1), paste0("s", seq_len(k))))) }
write_vectors("simpson.json", list(
  authority = paste0(r, ": crudeOddsRatio and stratumOddsRatios are ad / bc; mantelHaenszel is the estimate of stats::mantelhaen.test(exact = FALSE); crudeConditional, commonConditional and the central p are those of fisher-central.json and stratified-exact.json (fisher.test, mantelhaen.test(exact = TRUE), to full precision). reversed: crude odds ratio and commonConditional lie on opposite sides of 1, neither being 1; everyStratumOpposite: each stratum's odds ratio lies opposite the crude one"),
  tolerance = 1e-10), cases = simpson_cases)
