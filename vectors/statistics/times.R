# Kaplan-Meier, log-rank, Aalen-Johansen.
km_case <- function(name, time, status) {
  s <- summary(survfit(Surv(time, status) ~ 1), censored = TRUE); f <- survfit(Surv(time, status) ~ 1)
  # Exact survival in fractions beside R's product of doubles.
  q <- as.bigq(1); exact <- numeric(0); for (i in seq_along(f$time)) { if (f$n.event[i] > 0) q <- q * as.bigq(f$n.risk[i] - f$n.event[i], f$n.risk[i]); exact[i] <- double_of(q) }
  near(exact, f$surv, 1e-12, name)
  green <- exact * sqrt(cumsum(f$n.event / (f$n.risk * (f$n.risk - f$n.event)))); green[exact == 0] <- NA
  theirs <- s$std.err; theirs[is.nan(theirs)] <- NA; near(green, theirs, 1e-10, paste(name, "std.err"))
  list(case = name, time = array1(time), event = array1(as.integer(status)), at = array1(f$time), atRisk = array1(f$n.risk), events = array1(f$n.event), censored = array1(f$n.censor), survival = array1(exact), standardError = array1(green))
}
rtimes <- function(n, top) sample(seq_len(top), n, TRUE)
set.seed(20260108)
v <- survival::veteran; o <- survival::ovarian; a <- survival::aml; g <- survival::lung; kd <- survival::kidney
maintained <- a$x == "Maintained"
km_cases <- list(
  km_case("survival::aml, maintained", a$time[maintained], a$status[maintained]),
  km_case("survival::aml, not maintained", a$time[!maintained], a$status[!maintained]),
  km_case("survival::aml, all", a$time, a$status),
  km_case("survival::ovarian", o$futime, o$fustat),
  km_case("survival::veteran, trt 1", v$time[v$trt == 1], v$status[v$trt == 1]),
  km_case("survival::veteran, trt 2", v$time[v$trt == 2], v$status[v$trt == 2]),
  km_case("survival::lung, rows 1 to 80 (event: status 2)", g$time[1:80], as.integer(g$status[1:80] == 2)),
  km_case("survival::kidney", kd$time, kd$status),
  km_case("one event", 5, 1), km_case("one censored", 5, 0), km_case("two events at once", c(3, 3), c(1, 1)), km_case("event and censoring at once: the censored one is at risk", c(3, 3), c(1, 0)),
  km_case("all censored", c(1, 2, 2, 4), c(0, 0, 0, 0)), km_case("no censoring", c(1, 2, 3, 4, 5), c(1, 1, 1, 1, 1)), km_case("last is an event", c(1, 2, 3), c(0, 0, 1)),
  km_case("time zero", c(0, 0, 2, 5), c(1, 0, 1, 0)))
for (i in 1:14) { n <- c(4, 8, 12, 20, 30)[1 + i %% 5]; km_cases <- c(km_cases, list(km_case(paste("random", i), rtimes(n, c(6, 15, 30)[1 + i %% 3]), rbinom(n, 1, 0.6)))) }
km_cases <- c(km_cases, list(km_case("random, many at few times", rtimes(150, 12), rbinom(150, 1, 0.5))))
write_vectors("kaplan-meier.json", list(
  authority = paste0(r, ", ", version("survival"), ", survfit(Surv(time, event) ~ 1): at, atRisk, events, censored, survival; standardError is summary()'s std.err (Greenwood's, of the survival itself; survfit's own std.err is that of its logarithm). survival is the exact fraction rounded once and standardError its Greenwood sum; make.R stops where survfit differs by 1e-12, 1e-10. Where survival is 0 the standard error is undefined (R: NaN)"),
  tolerance = 1e-10), cases = km_cases)

# --- 9 ---
logrank_case <- function(name, time, status, group, stratum = NULL) {
  group <- as.integer(factor(group)); groups <- max(group)
  f <- if (is.null(stratum)) survdiff(Surv(time, status) ~ group) else { stratum <- as.integer(factor(stratum)); survdiff(Surv(time, status) ~ group + strata(stratum)) }
  sums <- function(m) if (is.matrix(m)) rowSums(m) else m
  obs <- sums(f$obs); exp <- sums(f$exp); df <- sum(exp > 0) - 1
  # The statistic once more, from the sums over event times.
  st <- if (is.null(stratum)) rep(1, length(time)) else stratum; E <- numeric(groups); O <- numeric(groups); V <- matrix(0, groups, groups)
  for (z in unique(st)) for (t in sort(unique(time[st == z & status == 1]))) {
    risk <- tabulate(group[st == z & time >= t], groups); d <- sum(st == z & time == t & status == 1); n <- sum(risk)
    O <- O + tabulate(group[st == z & time == t & status == 1], groups); E <- E + d * risk / n
    if (n > 1) V <- V + d * (n - d) / (n - 1) * (diag(risk / n, groups) - outer(risk, risk) / n^2)
  }
  near(O, obs, 1e-12, name); near(E, exp, 1e-10, name); keep <- which(E > 0)[-1]
  x2 <- if (length(keep)) sum((O - E)[keep] * solve(V[keep, keep, drop = FALSE], (O - E)[keep])) else 0
  if (abs(x2 - f$chisq) > 1e-8 * max(1, x2)) stop(name, ": ", x2, " ", f$chisq)
  c(list(case = name, time = array1(time), event = array1(as.integer(status)), group = array1(group)), if (!is.null(stratum)) list(stratum = array1(stratum)),
    list(observed = array1(O), expected = array1(E), chiSquared = x2, degrees = df, p = if (df > 0) pchisq(x2, df, lower.tail = FALSE) else 1))
}
set.seed(20260109)
random_logrank <- function(name, n, k, top, strata = 0) logrank_case(name, rtimes(n, top), rbinom(n, 1, 0.7), c(seq_len(k), sample(k, n - k, TRUE)), if (strata) sample(strata, n, TRUE))
h <- !is.na(g$ph.ecog) & g$ph.ecog < 3
logrank_cases <- list(
  logrank_case("survival::aml by x", a$time, a$status, a$x),
  logrank_case("survival::ovarian by rx (help(survdiff))", o$futime, o$fustat, o$rx),
  logrank_case("survival::ovarian by rx, strata resid.ds", o$futime, o$fustat, o$rx, o$resid.ds),
  logrank_case("survival::veteran by trt", v$time, v$status, v$trt),
  logrank_case("survival::veteran by trt, strata celltype", v$time, v$status, v$trt, v$celltype),
  logrank_case("survival::veteran by celltype (1 squamous 2 smallcell 3 adeno 4 large)", v$time, v$status, v$celltype),
  logrank_case("survival::lung by sex", g$time, as.integer(g$status == 2), g$sex),
  logrank_case("survival::lung by ph.ecog (0, 1, 2), strata sex", g$time[h], as.integer(g$status[h] == 2), g$ph.ecog[h], g$sex[h]),
  logrank_case("same in both groups", c(1, 2, 3, 1, 2, 3), c(1, 1, 0, 1, 1, 0), c(1, 1, 1, 2, 2, 2)),
  logrank_case("one event", c(2, 3, 4, 5), c(1, 0, 0, 0), c(1, 1, 2, 2)),
  logrank_case("all at once", c(3, 3, 3, 3, 5), c(1, 1, 1, 0, 0), c(1, 1, 2, 2, 2)),
  logrank_case("one group leaves before any event: its expected is 0", c(1, 1, 3, 4, 5, 6), c(0, 0, 1, 1, 0, 1), c(1, 1, 2, 2, 3, 3)),
  logrank_case("wholly apart", 1:10, rep(1, 10), rep(1:2, each = 5)),
  logrank_case("a stratum with one group only", c(1, 2, 3, 4, 5, 6, 7, 8), c(1, 1, 0, 1, 1, 0, 1, 1), c(1, 2, 1, 2, 2, 1, 1, 1), c(1, 1, 1, 1, 1, 2, 2, 2)))
for (i in 1:10) logrank_cases <- c(logrank_cases, list(random_logrank(paste("random", i), c(12, 20, 30, 40)[1 + i %% 4], 2 + i %% 3, c(8, 20, 50)[1 + i %% 3])))
for (i in 11:20) logrank_cases <- c(logrank_cases, list(random_logrank(paste("random", i, "stratified"), c(16, 24, 36, 48)[1 + i %% 4], 2 + i %% 3, c(8, 20, 50)[1 + i %% 3], 2 + i %% 2)))
write_vectors("log-rank.json", list(
  authority = paste0(r, ", ", version("survival"), ", survdiff(Surv(time, event) ~ group [+ strata(stratum)]), rho = 0: observed and expected by group (sums over strata), chiSquared its chisq, degrees the number of groups with expected above 0, less one; p = pchisq(chiSquared, degrees, lower.tail = FALSE). Values are the sums over event times in times.R with the hypergeometric variance d(n-d)/(n-1); make.R stops where survdiff differs. Groups are 1, 2, ..."),
  tolerance = 1e-9), cases = logrank_cases)

# --- 10 ---
aj_case <- function(name, time, cause) { # cause 0 censored, 1, 2, ...
  k <- max(cause); f <- survfit(Surv(time, factor(cause, 0:k)) ~ 1); s <- as.bigq(1); cif <- rep(as.bigq(0), k); at <- sort(unique(time)); m <- matrix(0, length(at), k); surv <- numeric(0)
  risk <- ev <- NULL
  for (i in seq_along(at)) {
    n <- sum(time >= at[i]); d <- tabulate(cause[time == at[i]], k); cif <- cif + s * as.bigq(d, n); s <- s * as.bigq(n - sum(d), n)
    for (j in 1:k) m[i, j] <- double_of(cif[j]); surv[i] <- double_of(s); risk[i] <- n; ev <- rbind(ev, d, deparse.level = 0)
  }
  near(at, f$time, 0, name); state <- unname(f$pstate); near(m, state[, -1, drop = FALSE], 1e-11, name)
  ok <- abs(surv - state[, 1]) < 1e-13; if (!all(ok)) stop(name, " survival")
  c(list(case = name, time = array1(time), cause = array1(as.integer(cause)), at = array1(at), atRisk = array1(risk), events = t(ev), incidence = t(m), free = array1(surv)))
}
set.seed(20260110)
b <- survival::pbc[1:60, ]; tr <- survival::transplant[1:60, ]; m2 <- survival::mgus2[1:50, ]
m2t <- ifelse(m2$pstat == 1, m2$ptime, m2$futime); m2c <- ifelse(m2$pstat == 1, 1, ifelse(m2$death == 1, 2, 0))
aj_cases <- list(
  aj_case("survival::pbc rows 1 to 60 (1 transplant, 2 death)", b$time, b$status),
  aj_case("survival::transplant rows 1 to 60 (1 death, 2 ltx, 3 withdraw)", tr$futime, as.integer(tr$event) - 1L),
  aj_case("survival::mgus2 rows 1 to 50 (1 progression, 2 death)", m2t, m2c),
  aj_case("survival::aml as one cause: one less Kaplan-Meier", a$time, a$status),
  aj_case("both causes at once", c(2, 2, 2, 3), c(1, 2, 0, 1)),
  aj_case("cause two only", c(1, 2, 3, 3), c(2, 0, 2, 2)),
  aj_case("everything happens", c(1, 2, 3, 4), c(1, 2, 1, 2)),
  aj_case("last is censored", c(1, 2, 3, 4), c(1, 2, 1, 0)),
  aj_case("three causes at one time", c(5, 5, 5), c(1, 2, 3)))
for (i in 1:16) { n <- c(6, 10, 16, 24, 36)[1 + i %% 5]; c2 <- sample(0:(2 + i %% 2), n, TRUE, c(0.35, 0.4, 0.25, 0.2)[1:(3 + i %% 2)]); c2[1:2] <- c(2 + i %% 2, 1); aj_cases <- c(aj_cases, list(aj_case(paste("random", i), rtimes(n, c(6, 15, 40)[1 + i %% 3]), c2))) }
if (requireNamespace("cmprsk", quietly = TRUE)) { # a second program
  ci <- cmprsk::cuminc(b$time, b$status); at <- aj_cases[[1]]$at[[1]]
  for (j in 1:2) near(as.vector(t(aj_cases[[1]]$incidence)[, j]), as.vector(cmprsk::timepoints(ci[j], at)$est), 1e-10, "cuminc")
}
write_vectors("aalen-johansen.json", list(
  authority = paste0(r, ", ", version("survival"), ", survfit(Surv(time, factor(cause)) ~ 1)$pstate: incidence of each cause (one row a cause) at each distinct time, free the first state. cause 0 is censored. Values are exact fractions rounded once; make.R stops where survfit differs by 1e-11; cmprsk::cuminc agrees on the first case. No standard errors: R's are of another kind (infinitesimal jackknife)"),
  tolerance = 1e-10), cases = aj_cases)
