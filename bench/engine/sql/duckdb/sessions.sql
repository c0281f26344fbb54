SELECT touchpoint,
    count(*) FILTER (begins), count(*) FILTER (ends), count(*) FILTER (begins AND ends),
    coalesce(sum(time - before) FILTER (NOT begins), 0), count(*), count(*) FILTER (is_first)
FROM (
    SELECT touchpoint, time, before,
        before_customer IS DISTINCT FROM customer AS is_first,
        before_customer IS DISTINCT FROM customer OR time - before >= $gap AS begins,
        after_customer IS DISTINCT FROM customer OR after - time >= $gap AS ends
    FROM (
        SELECT customer, touchpoint, time,
            lag(customer) OVER () AS before_customer, lag(time) OVER () AS before,
            lead(customer) OVER () AS after_customer, lead(time) OVER () AS after
        FROM events
        WHERE time >= $begin AND time < $end
    )
)
GROUP BY touchpoint
