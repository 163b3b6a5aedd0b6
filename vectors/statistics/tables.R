# Fisher, stratified exact, Zelen, Freeman-Halton, McNemar, Cochran's Q, Clopper-Pearson.

# --- the tables ---
tea <- square(3, 1, 1, 3)
convictions <- square(2, 10, 15, 3)
ucb <- lapply(dimnames(UCBAdmissions)$Dept, function(d) t(UCBAdmissions[, , d])) # rows Male, Female; columns Admitted, Rejected
names(ucb) <- dimnames(UCBAdmissions)$Dept
# help(mantelhaen.test): penicillin in rabbits, columns Cured, Died, rows none and 1.5 h delay
rabbits <- lapply(list(c(0, 0, 6, 5), c(3, 0, 3, 6), c(6, 2, 0, 4), c(5, 6, 1, 0), c(2, 5, 0, 0)), function(x) matrix(x, 2))
kidney <- list(small = square(81, 6, 234, 36), large = square(192, 71, 55, 25))               # Charig et al., BMJ 1986: open surgery, nephrolithotomy; success, failure
death_penalty <- list(`white victim` = square(19, 132, 11, 52), `black victim` = square(0, 9, 6, 97)) # Radelet 1981: white, black defendant; death penalty yes, no
smoking <- list(`18-24` = square(2, 53, 1, 61), `25-34` = square(3, 121, 5, 152), `35-44` = square(14, 95, 7, 114), `45-54` = square(27, 103, 12, 66),
                `55-64` = square(51, 64, 40, 81), `65-74` = square(29, 7, 101, 28), `75+` = square(13, 0, 64, 0)) # Whickham, Appleton et al. 1996: smoker, not; dead, alive
lung_china <- list(Beijing = square(126, 100, 35, 61), Shanghai = square(908, 688, 497, 807), Shenyang = square(913, 747, 336, 598), Nanjing = square(235, 172, 58, 121),
                   Harbin = square(402, 308, 121, 215), Zhengzhou = square(182, 156, 72, 98), Taiyuan = square(60, 99, 11, 43), Nanchang = square(104, 89, 21, 36)) # Agresti, Table 6.3: smoker yes, no; lung cancer yes, no
random_table <- function(total, zero = 0) { x <- square(rmultinom(1, total, rgamma(4, 0.7))); if (zero) x[sample(4, zero)] <- 0; x }

# --- 1 ---
fisher_family <- function(x, wide = length(support(sum(x[1, ]), sum(x[2, ]), sum(x[, 1]))) > 1500) {
  m <- sum(x[1, ]); n <- sum(x[2, ]); t <- sum(x[, 1])
  family_of(max(0, t - n), if (wide) wide2x2(m, n, t) else weights2x2(m, n, t))
}
fisher_case <- function(name, x) {
  fam <- fisher_family(x); p <- tails(fam, x[1, 1]); e <- estimates(fam, x[1, 1])
  theirs <- lapply(c(less = "less", greater = "greater", minimumLikelihood = "two.sided"), function(a) fisher.test(x, alternative = a))
  for (a in names(theirs)) near(p[[a]]$value, theirs[[a]]$p.value, 1e-7, paste("fisher", name, a))
  near_root(e$oddsRatio, theirs$minimumLikelihood$estimate, paste("fisher", name, "odds ratio"))
  for (l in c("95", "99")) { ci <- fisher.test(x, conf.level = as.numeric(l) / 100)$conf.int; for (i in 1:2) near_root(e[[paste0("interval", l)]][[1]][i], ci[i], paste("fisher", name, "interval", l)) }
  ci <- e$interval95[[1]]
  if (abs(p$central$value - 0.05) > 1e-12 && (p$central$value < 0.05) != (ci[1] > 1 || ci[2] < 1)) stop("fisher ", name, ": p and interval contradict")
  c(list(case = name, table = x), p, e)
}
set.seed(20260101)
fisher_cases <- list(
  fisher_case("tea tasting, Fisher 1935 (help(fisher.test): TeaTasting)", tea),
  fisher_case("tea tasting, all right", square(4, 0, 0, 4)),
  fisher_case("tea tasting, all wrong", square(0, 4, 4, 0)),
  fisher_case("Fisher 1962, convictions of like-sex twins of criminals (help(fisher.test): Convictions)", convictions))
for (d in names(ucb)) fisher_cases <- c(fisher_cases, list(fisher_case(paste0("datasets::UCBAdmissions, department ", d, ", rows Male Female, columns Admitted Rejected"), ucb[[d]])))
fisher_cases <- c(fisher_cases, list(
  fisher_case("datasets::UCBAdmissions, departments together", Reduce(`+`, ucb)),
  fisher_case("datasets::Titanic, rows Child Adult, columns No Yes", { x <- apply(Titanic, c(3, 4), sum); matrix(as.vector(x), 2) }),
  fisher_case("one of one refused, one of nineteen", square(1, 0, 1, 18)),
  fisher_case("one of one refused, none of nineteen", square(1, 0, 0, 19)),
  fisher_case("central and minimum-likelihood p on two sides of 0.05: the interval holds 1", square(1, 4, 7, 1)),
  fisher_case("all zero", square(0, 0, 0, 0)),
  fisher_case("second row zero", square(3, 5, 0, 0)),
  fisher_case("first row zero", square(0, 0, 4, 9)),
  fisher_case("left column zero", square(0, 5, 0, 7)),
  fisher_case("right column zero", square(6, 0, 8, 0)),
  fisher_case("one paper", square(1, 0, 0, 0)),
  fisher_case("two papers on the diagonal", square(1, 0, 0, 1)),
  fisher_case("balanced", square(5, 5, 5, 5)),
  fisher_case("balanced and wide", square(500, 500, 500, 500)),
  fisher_case("a few among many", square(3, 99997, 7, 89993)),
  fisher_case("none among many", square(0, 100000, 9, 99991)),
  fisher_case("all among many", square(100000, 0, 99980, 20)),
  fisher_case("one small group among many", square(2, 3, 50, 99950)),
  fisher_case("wide, far apart", square(900, 300, 500, 800)),
  fisher_case("large counts", square(100000, 99000, 98700, 100000)),
  fisher_case("large counts, alike", square(60000, 40000, 59900, 40100)),
  fisher_case("large counts, p near zero", square(20000, 10000, 15000, 14000))))
for (i in 1:14) { n <- c(6, 10, 15, 20, 30, 40, 60, 80, 120, 200, 400, 1000, 3000, 10000)[i]; fisher_cases <- c(fisher_cases, list(fisher_case(paste("random", i), random_table(n)))) }
for (i in 15:20) fisher_cases <- c(fisher_cases, list(fisher_case(paste("random", i, "with a zero"), random_table(20 * i, 1))))
write_vectors("fisher-central.json", list(
  authority = paste0(r, ", stats::fisher.test. One-sided p: alternative = \"less\" and \"greater\"; central: min(1, 2 min(less, greater)); minimumLikelihood: what fisher.test calls two.sided; oddsRatio: its estimate (conditional MLE); intervals: its conf.int at conf.level 0.95 and 0.99. fisher.test finds odds ratio and bounds only to 1.2e-4 (uniroot), so the values are ", exactly, " and roots in 192 bits; make.R stops where fisher.test differs by more than 1e-7 of a p or 4e-4 in a root"),
  tolerance = 1e-10), cases = fisher_cases)

# --- 2 ---
stratified_family <- function(strata, wide = FALSE) {
  each <- lapply(strata, function(x) { m <- sum(x[1, ]); n <- sum(x[2, ]); t <- sum(x[, 1]); list(lo = max(0, t - n), w = if (wide) wide2x2(m, n, t) else weights2x2(m, n, t)) })
  w <- Reduce(convolve_weights, lapply(each, `[[`, "w"))
  family_of(sum(vapply(each, `[[`, 0, "lo")), w)
}
upper_left <- function(strata) sum(vapply(strata, function(x) x[1, 1], 0))
stratified_case <- function(name, strata, wide = FALSE) {
  strata <- unname(strata); s <- upper_left(strata); fam <- stratified_family(strata, wide)
  p <- tails(fam, s); e <- estimates(fam, s)
  usable <- all(vapply(strata, sum, 0) >= 2) && length(fam$k) > 1 && length(strata) > 1
  if (usable) {
    cube <- array(unlist(strata), c(2, 2, length(strata)))
    for (a in c("less", "greater", "two.sided")) {
      t <- mantelhaen.test(cube, exact = TRUE, alternative = a)
      near(p[[if (a == "two.sided") "minimumLikelihood" else a]]$value, t$p.value, 1e-7, paste("stratified", name, a))
    }
    near_root(e$oddsRatio, t$estimate, paste("stratified", name, "odds ratio"))
    if (unname(t$statistic) != s) stop("S")
    for (l in c("95", "99")) { ci <- mantelhaen.test(cube, exact = TRUE, conf.level = as.numeric(l) / 100)$conf.int; for (i in 1:2) near_root(e[[paste0("interval", l)]][[1]][i], ci[i], paste("stratified", name, "interval", l)) }
  }
  c(list(case = name, strata = strata, statistic = s, checkedWithR = usable), p, e)
}
set.seed(20260102)
random_strata <- function(k, n) lapply(seq_len(k), function(i) random_table(n))
stratified_cases <- list(
  stratified_case("rabbits, Mantel and Haenszel 1959 (help(mantelhaen.test): Rabbits)", rabbits),
  stratified_case("datasets::UCBAdmissions by department, rows Male Female, columns Admitted Rejected", ucb),
  stratified_case("datasets::UCBAdmissions, departments B to F", ucb[-1]),
  stratified_case("kidney stones, Charig et al. 1986", kidney),
  stratified_case("death penalty in Florida, Radelet 1981", death_penalty),
  stratified_case("Whickham, smokers and deaths by age", smoking),
  stratified_case("datasets::Titanic, women and men of the first class and crew, columns No Yes", lapply(c("1st", "2nd", "3rd"), function(c) matrix(as.vector(Titanic[c, , "Adult", ]), 2))),
  stratified_case("tea twice", list(tea, tea)),
  stratified_case("one stratum", list(convictions)),
  stratified_case("no stratum says anything", list(square(3, 4, 0, 0), square(0, 5, 0, 2))),
  stratified_case("one stratum of two says nothing", list(square(3, 4, 0, 0), square(5, 1, 2, 6))),
  stratified_case("a stratum of one paper", list(square(1, 0, 0, 0), square(5, 1, 2, 6), square(2, 2, 1, 4))),
  stratified_case("an empty stratum", list(square(0, 0, 0, 0), square(5, 1, 2, 6))),
  stratified_case("pairs, each a stratum: McNemar in another dress", c(rep(list(square(1, 0, 0, 1)), 8), rep(list(square(0, 1, 1, 0)), 2), rep(list(square(1, 0, 1, 0)), 5))),
  stratified_case("greatest total", list(square(2, 0, 0, 3), square(1, 0, 2, 5))),
  stratified_case("least total", list(square(0, 4, 3, 0), square(0, 2, 2, 5))),
  stratified_case("opposite strata", list(square(8, 2, 2, 8), square(2, 8, 8, 2))),
  stratified_case("a few among many", list(square(3, 9997, 7, 8993), square(2, 49998, 9, 69991), square(0, 100000, 4, 99996))),
  stratified_case("large counts", list(square(1200, 800, 1100, 900), square(700, 500, 800, 650)), wide = TRUE))
for (i in 1:24) stratified_cases <- c(stratified_cases, list(stratified_case(paste("random", i), random_strata(c(2, 3, 4, 5, 8, 12)[1 + i %% 6], c(8, 12, 20, 40, 100)[1 + i %% 5]))))
write_vectors("stratified-exact.json", list(
  authority = paste0(r, ", stats::mantelhaen.test(exact = TRUE). It calls the statistic S (sum of the upper-left cells), the estimate common odds ratio (conditional MLE) and its two.sided p is the minimum-likelihood one, here minimumLikelihood; central is ours, min(1, 2 min(less, greater)). It finds odds ratio and bounds only to 1.2e-4 and refuses strata of fewer than two and one stratum alone, so the values are ", exactly, " and roots in 192 bits; make.R stops where mantelhaen.test differs (1e-7 of a p, 4e-4 in a root) in the cases with checkedWithR"),
  tolerance = 1e-10), cases = stratified_cases)

# --- 3 ---
# Every (x1..xK) with the observed sum; p is the share of those no likelier than the observed.
zelen_case <- function(name, strata) {
  strata <- unname(strata); s <- upper_left(strata)
  each <- lapply(strata, function(x) { m <- sum(x[1, ]); n <- sum(x[2, ]); t <- sum(x[, 1]); list(k = support(m, n, t), w = weights2x2(m, n, t), x = x[1, 1]) })
  sums <- each[[1]]$k; w <- each[[1]]$w
  for (e in each[-1]) { # all sums so far with all of the next, keeping those that can still reach s
    index <- expand.grid(i = seq_along(sums), j = seq_along(e$k)); rest <- sums[index$i] + e$k[index$j]
    keep <- rest <= s; index <- index[keep, ]; sums <- rest[keep]; w <- w[index$i] * e$w[index$j]
  }
  w <- w[sums == s]; observed <- Reduce(`*`, lapply(each, function(e) e$w[match(e$x, e$k)]))
  p <- as.bigq(sum(w[w <= observed]), sum(w))
  loose <- as.bigq(sum(w[as.bigq(w) <= as.bigq(observed) * as.bigq(10000001, 10000000)]), sum(w))
  if (p != loose) stop("zelen ", name, ": a near tie")
  list(case = name, strata = strata, total = s, tables = length(w), probability = p_of(as.bigq(observed, sum(w))), p = p_of(p))
}
set.seed(20260103)
zelen_cases <- list(
  zelen_case("rabbits, Mantel and Haenszel 1959 (help(mantelhaen.test): Rabbits)", rabbits),
  zelen_case("death penalty in Florida, Radelet 1981", death_penalty),
  zelen_case("kidney stones, Charig et al. 1986", kidney),
  zelen_case("datasets::UCBAdmissions, departments A and B", ucb[c("A", "B")]),
  zelen_case("datasets::UCBAdmissions, departments D and F", ucb[c("D", "F")]),
  zelen_case("opposite strata", list(square(8, 2, 2, 8), square(2, 8, 8, 2))),
  zelen_case("tea twice", list(tea, tea)),
  zelen_case("tea three times, once against", list(tea, tea, square(1, 3, 3, 1))),
  zelen_case("one stratum", list(convictions)),
  zelen_case("no stratum says anything", list(square(3, 4, 0, 0), square(0, 5, 0, 2))),
  zelen_case("one stratum of two says something", list(square(3, 4, 0, 0), square(5, 1, 2, 6))),
  zelen_case("an empty stratum", list(square(0, 0, 0, 0), square(5, 1, 2, 6), square(1, 4, 3, 2))),
  zelen_case("least total", list(square(0, 4, 3, 0), square(0, 2, 2, 5))),
  zelen_case("a few among many", list(square(0, 9997, 7, 8993), square(5, 49998, 0, 69991), square(1, 100000, 1, 99996))),
  zelen_case("ties by symmetry", list(square(1, 3, 3, 1), square(3, 1, 1, 3), square(2, 2, 2, 2))))
for (i in 1:20) zelen_cases <- c(zelen_cases, list(zelen_case(paste("random", i), random_strata(c(2, 3, 4)[1 + i %% 3], c(8, 12, 20, 30)[1 + i %% 4]))))
write_vectors("zelen.json", list(
  authority = paste0("R has no function: complete enumeration in ", r, " (tables.R, zelen_case), ", exactly, ". Conditional on both margins of every stratum and on the sum of the upper-left cells, each (x1..xK) weighs the product of C(m,x) C(n,t-x); p is the sum of the probabilities not above the observed one's. Compared exactly; a relative tolerance of 1e-7 gives the same p in every case. Zelen, Biometrika 58 (1971) 129"),
  tolerance = 1e-10), cases = zelen_cases)

# --- 4 ---
# All tables with given margins, column by column; log weights in whole numbers are 1 / product of factorials, scaled.
columns_of <- function(total, rows) { # every column with this total within the remaining row totals
  if (length(rows) == 1) return(if (total <= rows) matrix(total, 1) else matrix(0, 1, 0))
  parts <- lapply(0:min(total, rows[1]), function(v) { rest <- columns_of(total - v, rows[-1]); if (ncol(rest)) rbind(v, rest, deparse.level = 0) })
  parts <- Filter(Negate(is.null), parts)
  if (length(parts)) do.call(cbind, parts) else matrix(0, length(rows), 0)
}
freeman_weights <- function(rows, columns) { # list of whole weights of all tables; the weight of a table is the product of multinomials of its columns
  if (length(columns) == 1) return(factorialZ(columns) %/% prod(factorialZ(rows)))
  cols <- columns_of(columns[1], rows); all <- as.bigz(integer(0))
  for (j in seq_len(ncol(cols))) {
    w <- factorialZ(columns[1]) %/% prod(factorialZ(cols[, j]))
    all <- c(all, w * freeman_weights(rows - cols[, j], columns[-1]))
  }
  all
}
freeman_case <- function(name, x, enumerate = TRUE) {
  x <- unname(as.matrix(x)); storage.mode(x) <- "double"
  y <- x[rowSums(x) > 0, colSums(x) > 0, drop = FALSE]
  theirs <- if (sum(x) > 0) fisher.test(x, workspace = 2e7)$p.value else NA
  if (!enumerate) return(list(case = name, table = x, authority = "fisher-test", p = list(value = theirs)))
  observed <- prod(do.call(c, lapply(seq_len(ncol(y)), function(j) factorialZ(sum(y[, j])) %/% prod(factorialZ(y[, j])))))
  w <- if (length(y)) freeman_weights(rowSums(y), colSums(y)) else as.bigz(1)
  if (!length(y)) observed <- as.bigz(1)
  p <- as.bigq(sum(w[w <= observed]), sum(w))
  if (sum(w[as.bigq(w) <= as.bigq(observed) * as.bigq(10000001, 10000000)]) != sum(w[w <= observed])) stop("freeman ", name, ": a near tie")
  if (!is.na(theirs)) near(double_of(p), theirs, 1e-6, paste("freeman", name))
  list(case = name, table = x, authority = "enumeration", p = p_of(p))
}
# A wide table cut into two halves of columns: an independent sum in doubles, for checking fisher.test.
halves <- function(x) {
  rows <- rowSums(x); columns <- colSums(x); h <- seq_len(ncol(x) %/% 2); lf <- function(v) sum(lfactorial(v))
  observed <- -lf(x); total <- lf(rows) + lf(columns) - lfactorial(sum(x)); p <- 0
  logs <- function(r, c) { # log weights of all tables with these margins
    if (length(c) == 1) return(-lf(r))
    cols <- columns_of(c[1], r)
    unlist(lapply(seq_len(ncol(cols)), function(j) -lf(cols[, j]) + logs(r - cols[, j], c[-1])))
  }
  splits <- columns_of(sum(columns[h]), rows)
  for (j in seq_len(ncol(splits))) {
    a <- logs(splits[, j], columns[h]); b <- sort(logs(rows - splits[, j], columns[-h]))
    upto <- findInterval(observed + 1e-7 - a, b); sums <- c(0, cumsum(exp(b + total / 2)))
    p <- p + sum(exp(a + total / 2) * sums[upto + 1])
  }
  p
}
job <- matrix(c(1, 2, 1, 0, 3, 3, 6, 1, 10, 10, 14, 9, 6, 7, 12, 11), 4, 4) # help(fisher.test): Job, Agresti 2002
if (!quick) { cat("halves(Job) "); near(halves(job), fisher.test(job)$p.value, 1e-6, "Job by halves"); cat("agrees\n") }
set.seed(20260104)
random_rc <- function(nr, nc, n) matrix(rmultinom(1, n, rgamma(nr * nc, 1)), nr)
freeman_cases <- list(
  freeman_case("Job, Agresti 2002 Table 2.8 (help(fisher.test)); halves() in tables.R agrees to 1e-6", job, FALSE),
  freeman_case("tea tasting as a table of two by two", tea),
  freeman_case("convictions as a table of two by two", convictions),
  freeman_case("datasets::mtcars cyl by gear", table(mtcars$cyl, mtcars$gear)),
  freeman_case("datasets::mtcars am by gear", table(mtcars$am, mtcars$gear)),
  freeman_case("datasets::mtcars carb by cyl", table(mtcars$carb, mtcars$cyl), FALSE),
  freeman_case("datasets::warpbreaks, breaks above 26 by tension", table(warpbreaks$breaks > 26, warpbreaks$tension)),
  freeman_case("datasets::infert, education by spontaneous", table(infert$education, infert$spontaneous), FALSE),
  freeman_case("datasets::esoph, agegp by alcgp (rows of the data, not people)", table(esoph$agegp, esoph$alcgp), FALSE),
  freeman_case("survival::veteran, celltype by trt", table(survival::veteran$celltype, survival::veteran$trt), FALSE),
  freeman_case("survival::lung, ph.ecog by sex", table(survival::lung$ph.ecog, survival::lung$sex), FALSE),
  freeman_case("datasets::UCBAdmissions, departments C D E by admission", { x <- apply(UCBAdmissions, c(3, 1), sum); x[c("C", "D", "E"), ] }, FALSE),
  freeman_case("three groups, nothing refused", rbind(c(0, 5), c(0, 7), c(0, 3))),
  freeman_case("a zero row and a zero column", rbind(c(3, 0, 1), c(0, 0, 0), c(1, 0, 4))),
  freeman_case("all zero", matrix(0, 3, 3)),
  freeman_case("all alike", matrix(2, 3, 3)),
  freeman_case("diagonal", diag(3, 3)),
  freeman_case("ties by symmetry", rbind(c(3, 1, 0), c(1, 3, 1), c(0, 1, 3))),
  freeman_case("three groups, few among many", rbind(c(3, 4000), c(0, 2500), c(5, 1800))),
  freeman_case("four groups, few among very many", rbind(c(1, 99999), c(0, 50000), c(4, 80000), c(2, 10000))),
  freeman_case("five groups, two outcomes", rbind(c(3, 5), c(0, 9), c(4, 4), c(1, 6), c(2, 2))),
  freeman_case("two groups, five outcomes", rbind(c(3, 0, 4, 1, 2), c(5, 9, 4, 6, 2))))
for (i in 1:18) freeman_cases <- c(freeman_cases, list(freeman_case(paste("random", i), random_rc(c(2, 3, 3, 4, 2, 3)[1 + i %% 6], c(3, 3, 2, 2, 4, 4)[1 + i %% 6], c(10, 15, 20, 12)[1 + i %% 4]))))
for (i in 19:24) freeman_cases <- c(freeman_cases, list(freeman_case(paste("random", i), random_rc(c(3, 4, 5)[1 + i %% 3], c(4, 3, 3)[1 + i %% 3], c(40, 60)[1 + i %% 2]), FALSE)))
write_vectors("freeman-halton.json", list(
  authority = paste0(r, ", stats::fisher.test on r x c. authority enumeration: all tables with the margins, ", exactly, ", ties compared exactly, and fisher.test agrees to 1e-6 (it refuses a table of zeros: p = 1 by our convention); authority fisher-test: fisher.test alone (FEXACT, whose own tolerance is 1e-7), for those a tolerance of 1e-6"),
  tolerance = 1e-10, toleranceOfFisherTest = 1e-6), cases = freeman_cases)

# --- 5 ---
mcnemar_case <- function(name, x) {
  b <- x[1, 2]; c <- x[2, 1]; n <- b + c; w <- chooseZ(n, 0:n)
  up <- as.bigq(sum(w[(0:n) >= b]), sum(w)); down <- as.bigq(sum(w[(0:n) <= b]), sum(w)); p <- doubled(up, down)
  odds <- function(v) v / (1 - v)
  ci <- c(0, Inf)
  if (n > 0) {
    near(double_of(p), binom.test(b, n)$p.value, 1e-7, paste("mcnemar", name))
    near(double_of(up), binom.test(b, n, alternative = "greater")$p.value, 1e-9, paste("mcnemar", name))
    near(double_of(down), binom.test(b, n, alternative = "less")$p.value, 1e-9, paste("mcnemar", name))
    ci <- central_interval(family_of(0, w), b, "0.95"); theirs <- odds(binom.test(b, n)$conf.int); near(ci, theirs, 1e-10, paste("mcnemar", name, "interval"))
  }
  list(case = name, table = x, less = p_of(down), greater = p_of(up), p = p_of(p), oddsRatio = if (n == 0) NA else b / c, interval95 = array1(ci))
}
set.seed(20260105)
mcnemar_cases <- list(
  mcnemar_case("approval of the president, Agresti (help(mcnemar.test): Performance)", square(794, 150, 86, 570)),
  mcnemar_case("no pair differs", square(12, 0, 0, 5)),
  mcnemar_case("no pairs", square(0, 0, 0, 0)),
  mcnemar_case("one pair differs", square(3, 1, 0, 2)),
  mcnemar_case("two pairs differ, each way", square(3, 1, 1, 2)),
  mcnemar_case("all one way, five", square(0, 5, 0, 0)),
  mcnemar_case("all one way, six", square(0, 0, 6, 0)),
  mcnemar_case("even and equal", square(10, 7, 7, 10)),
  mcnemar_case("odd and nearly equal", square(10, 8, 7, 10)),
  mcnemar_case("on the edge", square(40, 9, 2, 30)),
  mcnemar_case("copies of agents at 1200 stations", square(1100, 40, 22, 38)),
  mcnemar_case("many pairs", square(50000, 1200, 1100, 40000)),
  mcnemar_case("many pairs, far apart", square(50000, 900, 300, 40000)))
for (i in 1:15) mcnemar_cases <- c(mcnemar_cases, list(mcnemar_case(paste("random", i), random_table(c(10, 30, 60, 120, 400)[1 + i %% 5]))))
write_vectors("mcnemar-exact.json", list(
  authority = paste0(r, ", stats::binom.test(b, b + c, 0.5) with b = table[0][1], c = table[1][0]: p is its two.sided, which at one half is min(1, 2 min(less, greater)); less and greater are of b; oddsRatio is b / c; interval95 is its conf.int L, U as L / (1 - L), U / (1 - U). With b + c = 0 binom.test refuses: p = 1, the odds ratio is undefined and its interval 0 to infinity by our convention. Values are ", exactly, "; make.R stops where binom.test differs"),
  tolerance = 1e-10), cases = mcnemar_cases)

# --- 6 ---
# The column totals after every arrangement within blocks, by adding one block at a time: complete enumeration, equal states merged.
cochran_case <- function(name, x) {
  k <- ncol(x); rows <- rowSums(x); cols <- colSums(x); N <- sum(x); bottom <- k * N - sum(rows^2)
  useful <- rows[rows > 0 & rows < k]; states <- list(); states[[paste(rep(0, k), collapse = ",")]] <- as.bigz(1)
  for (s in useful) {
    choices <- combn(k, s); nxt <- list()
    for (key in names(states)) for (j in seq_len(ncol(choices))) {
      v <- as.integer(strsplit(key, ",")[[1]]); v[choices[, j]] <- v[choices[, j]] + 1L
      to <- paste(sort(v), collapse = ","); nxt[[to]] <- if (is.null(nxt[[to]])) states[[key]] else nxt[[to]] + states[[key]] # Q doesn't know the order of columns
    }
    states <- nxt
  }
  squares <- vapply(names(states), function(key) sum(as.integer(strsplit(key, ",")[[1]])^2), 0); full <- sum(rows == k)
  w <- do.call(c, unname(states)); mine <- sum((cols - full)^2)
  if (sum(w) != prod(chooseZ(k, useful))) stop("cochran ", name, ": not all arrangements")
  p <- as.bigq(sum(w[squares >= mine]), sum(w))
  q <- if (bottom == 0) NA else (k - 1) * (k * sum(cols^2) - N^2) / bottom
  if (bottom > 0 && nrow(x) > 1) near(q, unname(friedman.test(x)$statistic), 1e-9, paste("cochran", name))
  list(case = name, blocks = x, statistic = q, degrees = k - 1, chiSquaredP = if (is.na(q)) 1 else pchisq(q, k - 1, lower.tail = FALSE), p = p_of(p))
}
blocks <- function(text) do.call(rbind, lapply(strsplit(strsplit(text, " ")[[1]], ""), as.numeric))
set.seed(20260106)
cochran_cases <- list(
  cochran_case("Cochran 1950, four media: 4 of 1111, 2 of 1101, 3 of 0111, 1 of 0101, 59 of 0000", blocks(paste(c(rep("1111", 4), rep("1101", 2), rep("0111", 3), "0101", rep("0000", 59)), collapse = " "))),
  cochran_case("two treatments: McNemar", blocks("11 11 10 10 10 10 10 10 01 01 00")),
  cochran_case("three treatments of twelve blocks", blocks("111 110 110 110 100 100 100 010 110 110 000 001")),
  cochran_case("all blocks alike within", blocks("111 000 111 000")),
  cochran_case("nothing", blocks("000 000")),
  cochran_case("one block", blocks("100")),
  cochran_case("one block, two of three", blocks("110")),
  cochran_case("all the same way", blocks("100 100 100 100 100 100")),
  cochran_case("balanced", blocks("100 010 001 100 010 001")),
  cochran_case("five parties, one without copies", blocks("11110 11110 11110 11111 11100 11110 01110 11110 11111 11110")),
  cochran_case("two hundred stations, three parties", { x <- matrix(1, 200, 3); x[1:14, 3] <- 0; x[10:18, 2] <- 0; x[17:20, 1] <- 0; x[30:60, ] <- 0; x }))
for (i in 1:20) { k <- c(2, 3, 4, 5)[1 + i %% 4]; n <- c(5, 8, 12, 15, 20)[1 + i %% 5]; cochran_cases <- c(cochran_cases, list(cochran_case(paste("random", i), matrix(rbinom(n * k, 1, rep(runif(k, 0.2, 0.9), each = n)), n)))) }
# Blocks are written as text, a row a block, to keep the file small.
cochran_cases <- lapply(cochran_cases, function(c) { c$blocks <- array1(apply(c$blocks, 1, paste, collapse = "")); c })
write_vectors("cochran-q.json", list(
  authority = paste0("R has no function of that name. statistic = (k-1)(k sum C^2 - N^2) / (k N - sum R^2), with which ", r, ", stats::friedman.test agrees (of more than one block); chiSquaredP = pchisq(statistic, k - 1, lower.tail = FALSE); p: complete enumeration in R (tables.R, cochran_case) of all arrangements within blocks, each equally likely, p the share with a statistic at least the observed one, compared as whole numbers (sum C^2). ", exactly, ". Where every block is constant the statistic is undefined and both p are 1 by our convention"),
  blocks = "one text a block, one character a treatment: 1 success, 0 none",
  tolerance = 1e-10), cases = cochran_cases)

# --- 7 ---
# A bound is the p with P(X >= x) (lower) or P(X <= x) (upper) = alpha/2: R's value, then Newton on the sum in 192 bits.
polish <- function(x, n, p, h, upper) {
  if (upper) return(1 - polish(n - x, n, 1 - p, h, FALSE)) # kept in 192 bits
  p <- mpfr(p, bits); j <- x:min(n, x + 20 * ceiling(sqrt(x * (n - x) / n)) + 200); i <- j[-length(j)]
  first <- lgamma(mpfr(n + 1, bits)) - lgamma(mpfr(x + 1, bits)) - lgamma(mpfr(n - x + 1, bits))
  steps <- if (length(i)) cumsum(log(mpfr(n - i, bits)) - log(mpfr(i + 1, bits))) else NULL
  for (s in 1:8) {
    odds <- log(p) - log1p(-p)
    terms <- exp((if (is.null(steps)) mpfr(0, bits) else c(mpfr(0, bits), steps)) + odds * (j - x))
    top <- first + x * log(p) + (n - x) * log1p(-p); f <- exp(top) * sum(terms)
    slope <- exp(top) * x / p # density of beta(x, n - x + 1)
    move <- (log(f) - log(h)) * f / slope
    p <- p - move
    if (abs(move) < p * mpfr("1e-30", bits)) return(p)
  }
  stop("polish did not settle")
}
worst <- 0
cp_case <- function(x, n) {
  case <- list(case = paste(format(x, scientific = FALSE), "of", format(n, scientific = FALSE)), x = x, n = n)
  for (level in names(half_alpha)) {
    theirs <- binom.test(x, n, conf.level = as.numeric(level))$conf.int; h <- 1 / mpfr(half_alpha[[level]], bits)
    ours <- c(if (x == 0) 0 else asNumeric(polish(x, n, theirs[1], h, FALSE)), if (x == n) 1 else asNumeric(polish(x, n, theirs[2], h, TRUE)))
    near(ours, theirs, 1e-11, paste("clopper-pearson", x, n)); worst <<- max(worst, abs(ours / theirs - 1), na.rm = TRUE)
    case[[paste0("interval", sub("0.", "", level, fixed = TRUE))]] <- array1(ours)
  }
  case
}
set.seed(20260107)
pairs <- list(c(0, 1), c(1, 1), c(0, 2), c(1, 2), c(2, 2), c(0, 10), c(1, 10), c(5, 10), c(9, 10), c(10, 10), c(1, 20), c(2, 20), c(3, 30), c(7, 50), c(0, 100), c(1, 100), c(50, 100), c(99, 100), c(100, 100),
  c(682, 925), # help(binom.test): Mendel's peas, Conover 1971
  c(4, 1000), c(500, 1000), c(999, 1000), c(0, 10000), c(3, 10000), c(4321, 10000), c(2175, 2206), c(31, 2206), c(0, 100000), c(1, 100000), c(77777, 100000), c(0, 1e6), c(1, 1e6), c(12, 1e6), c(1000, 1e6), c(500000, 1e6), c(999999, 1e6), c(1e6, 1e6))
for (i in 1:10) { n <- c(7, 13, 29, 64, 150, 400, 1500, 6000, 25000, 300000)[i]; pairs <- c(pairs, list(c(rbinom(1, n, runif(1)), n))) }
cp_cases <- lapply(pairs, function(v) cp_case(v[1], v[2]))
write_vectors("clopper-pearson.json", list(
  authority = paste0(r, ", stats::binom.test(x, n, conf.level)$conf.int at 0.90, 0.95, 0.99, polished by Newton's method in 192 bits (", version("Rmpfr"), "): binom.test differs by at most ", sprintf("%.0e", worst), " of a bound"),
  tolerance = 1e-10), cases = cp_cases)
