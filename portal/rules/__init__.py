"""The service's rules: plain Python that gives reasons and knows neither the web, the store nor the clock."""
