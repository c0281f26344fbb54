-- The latest start of a chain of each length is enough: maxima of (customer, time in the period), in the order that is
-- stored. The customer stands above the 35 bits of the time, so that a chain never goes on with another customer.
WITH steps AS (
    SELECT customer, touchpoint, customer::BIGINT * 34359738368 + time - $begin AS moment
    FROM events
    WHERE time >= $begin AND time < $end AND touchpoint IN ($steps)
),
one AS (SELECT *, max(CASE touchpoint WHEN $step1 THEN moment END) OVER (ROWS UNBOUNDED PRECEDING) AS s1 FROM steps),
two AS (
    SELECT *, max(CASE WHEN touchpoint = $step2 AND moment - s1 <= $window THEN s1 END)
        OVER (ROWS UNBOUNDED PRECEDING) AS s2
    FROM one
),
three AS (
    SELECT *, max(CASE WHEN touchpoint = $step3 AND moment - s2 <= $window THEN s2 END)
        OVER (ROWS UNBOUNDED PRECEDING) AS s3
    FROM two
),
levels AS (
    SELECT max(CASE
        WHEN touchpoint = $step4 AND moment - s3 <= $window THEN 4
        WHEN touchpoint = $step3 AND moment - s2 <= $window THEN 3
        WHEN touchpoint = $step2 AND moment - s1 <= $window THEN 2
        WHEN touchpoint = $step1 THEN 1 ELSE 0 END) AS level
    FROM three
    GROUP BY customer
)
SELECT level, count(*) FROM levels GROUP BY level
