// One application, one browser, two cores: side by side the tests would only wait for each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
