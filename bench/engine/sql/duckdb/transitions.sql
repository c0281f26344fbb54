-- Windows without an order run over the rows as they are stored, without a sort.
SELECT before, touchpoint, count(*), avg(time - before_time)
FROM (
    SELECT customer, touchpoint, time,
        lag(customer) OVER () AS before_customer, lag(touchpoint) OVER () AS before, lag(time) OVER () AS before_time
    FROM events
    WHERE time >= $begin AND time < $end AND touchpoint > 0
)
WHERE before_customer = customer
GROUP BY before, touchpoint
