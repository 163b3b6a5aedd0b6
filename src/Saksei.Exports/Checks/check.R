# Adds up a register's tables: Rscript check.R FOLDER
# FOLDER holds results.csv, seats.csv, copies.csv, copy-figures.csv and contradictions.csv of one checkpoint, as taken from /data/.
# Only what comes with R is used. Exit 0 where everything comes out the same.

arguments <- commandArgs(trailingOnly = TRUE)
if (length(arguments) != 1) stop("Rscript check.R FOLDER")

read <- function(name) {
  read.csv(file.path(arguments[1], paste0(name, ".csv")), colClasses = "character", na.strings = character(0), encoding = "UTF-8")
}

# Votes by contest, constituency and list, out of the stations' rows.
results <- read("results")
results$count <- ifelse(results$votes == "", 0, as.numeric(results$votes))
key <- function(rows) paste(rows$contest, rows$constituency, rows$list, sep = "|")
votes <- tapply(results$count, key(results), sum)
seats <- read("seats")
if (nrow(seats) > 0) {
  wrong_votes <- sum(votes[key(seats)] != as.numeric(seats$votes))
} else {
  wrong_votes <- 0
}

# Seats one by one to the highest votes / (seats + 1), where a constituency's come out so without a tie; other rules aren't known here.
highest_averages <- function(count, places) {
  held <- rep(0, length(count))
  for (place in seq_len(places)) {
    quotient <- count / (held + 1)
    best <- which(quotient == max(quotient))
    if (length(best) != 1) return(NULL)
    held[best] <- held[best] + 1
  }
  held
}

package <- paste(readLines(file.path(arguments[1], "datapackage.json"), encoding = "UTF-8"), collapse = "\n")
plain <- grepl('"method": "(dhondt|cambodia)"', package) && grepl('"plain": true', package) && !grepl('"threshold"', package)
wrong_seats <- 0
counted <- 0
if (plain && nrow(seats) > 0) {
  for (rows in split(seats, paste(seats$contest, seats$constituency))) {
    held <- highest_averages(as.numeric(rows$votes), sum(as.numeric(rows$seats)))
    if (is.null(held)) next
    counted <- counted + 1
    if (any(held != as.numeric(rows$seats))) wrong_seats <- wrong_seats + 1
  }
}

# Stations whose copies differ in a figure that both have.
copies <- read("copies")
figures <- read("copy-figures")
where <- match(figures$act, copies$act)
figures$key <- paste(copies$contest[where], copies$station[where], figures$figure, sep = "|")
distinct <- unique(figures[, c("key", "value")])
differing <- unique(distinct$key[duplicated(distinct$key)])
decided <- unique(paste(results$contest, results$station, sep = "|")[results$status == "adjudicated"])
differing <- differing[!(sub("\\|[^|]*$", "", differing) %in% decided)]
published <- read("contradictions")
published <- unique(paste(published$contest, published$station, published$figure, sep = "|"))
if (length(published) == 1 && published == "||") published <- character(0)
wrong_copies <- length(setdiff(differing, published)) + length(setdiff(published, differing))

cat(sprintf("votes: %d totals of lists recomputed, %d differ\n", length(votes), wrong_votes))
constituencies <- length(unique(paste(seats$contest, seats$constituency)))
cat(sprintf("seats: %d constituencies recomputed, %d differ; %d by a rule, or with a tie, that this program doesn't know\n", counted, wrong_seats, constituencies - counted))
cat(sprintf("copies: %d figures differ by their own count, %d otherwise than published\n", length(differing), wrong_copies))
if (wrong_votes + wrong_seats + wrong_copies > 0) quit(status = 1)
