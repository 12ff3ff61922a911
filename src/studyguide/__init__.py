"""The study guide to Maximoff's writings on the Russian Revolution."""
